"""What somebody types for the value of a field."""

import tomllib
from decimal import Decimal


def value_of(answer: str) -> object:
    """A value of TOML as it is (12, 2019-12-04, ["a", "b"], true), anything else as text."""
    try:
        return tomllib.loads(f"value = {answer}", parse_float=Decimal)["value"]
    except tomllib.TOMLDecodeError:
        return answer
