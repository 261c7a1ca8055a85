"""The words of the pages in three languages: each page's stand beside it, in a TOML file of its name.

Interface words only: what the graph says has its own labels, and what is quoted has its own language.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

LANGUAGE_NAMES: Mapping[str, str] = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
# The languages in which a reader of each is told what the graph says, the first there is.
FALLBACK: Mapping[str, tuple[str, ...]] = {
    "nb": ("nb", "nn", "en"),
    "nn": ("nn", "nb", "en"),
    "en": ("en", "nb", "nn"),
}
FOLDER = Path(__file__).parents[1]


@cache
def words(language: str) -> Mapping[str, str]:
    """All words in a language, by name; KeyError where one lacks it, ValueError where a name stands twice."""
    found = dict[str, str]()
    for path in sorted(FOLDER.glob("*/*.toml")):
        for name, texts in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if name in found:
                raise ValueError(f"{path.name}: {name} stands in another file too")
            found[name] = texts[language]
    return found
