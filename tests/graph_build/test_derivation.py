import ast
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Store

from graph_build.layers.derivation import derived_values, evaluate, rounded, stated_values
from graph_build.reading.resolver import Resolver
from graph_build.schema.registers import Derived

VALUES = {"a": Decimal(6), "b": Decimal("2.5"), "nothing": Decimal(0), "total_sum": Decimal(100)}
THOROUGH = settings(deadline=None, max_examples=300)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("a", "6"),
        ("3", "3"),
        ("a + b", "8.5"),
        ("a - b", "3.5"),
        ("b - a", "-3.5"),
        ("a * b", "15"),
        ("a / b", "2.4"),
        ("a + b * 2", "11"),
        ("(a + b) * 2", "17"),
        ("a - b - 1", "2.5"),
        ("a / b / 2", "1.2"),
        ("a - (b - 1)", "4.5"),
        ("a / total_sum * 100", "6"),
        ("nothing / a", "0"),
        ("\ta+\tb", "8.5"),
    ],
)
def test_an_expression_has_the_value_of_school_arithmetic(expression: str, value: str) -> None:
    assert evaluate(expression.strip(), VALUES) == Decimal(value)


def test_tenths_are_exact() -> None:
    assert evaluate("x + y", {"x": Decimal("0.1"), "y": Decimal("0.2")}) == Decimal("0.3")


@pytest.mark.parametrize("expression", ["a / nothing", "a / 0", "nothing / nothing", "1 / (b - b)"])
def test_division_by_zero_is_said(expression: str) -> None:
    with pytest.raises(ValueError, match="divides by zero"):
        evaluate(expression, VALUES)


@pytest.mark.parametrize(("expression", "name"), [("c", "c"), ("a + A", "A"), ("a * (b - x)", "x")])
def test_a_name_that_is_no_input_is_said(expression: str, name: str) -> None:
    with pytest.raises(ValueError, match=f"uses '{name}', which is no input"):
        evaluate(expression, VALUES)


@pytest.mark.parametrize(
    "expression", ["", "a +", "(a", "a b", "a = 1", "import os", "1; 2", "a ++"]
)
def test_what_cannot_be_read_is_said(expression: str) -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        evaluate(expression, VALUES)


@pytest.mark.parametrize(
    "expression",
    [
        "abs(a)",
        "__import__('os')",
        "a.real",
        "a.__class__",
        "a ** 2",
        "a // 2",
        "a % 2",
        "a << 2",
        "a @ b",
        "-a",
        "+a",
        "~a",
        "not a",
        "a and b",
        "a < b",
        "a if b else 1",
        "[a]",
        "(a, b)",
        "{a}",
        "a[0]",
        "(x := a)",
        "lambda: a",
        "1.5",
        "1e3",
        "1j",
        "'a'",
        "b'a'",
        "None",
        "...",
        "f'{a}'",
        "[x for x in a]",
        "await a",
    ],
)
def test_all_other_syntax_is_refused(expression: str) -> None:
    words = r"may only use \+ - \* / brackets, whole numbers and inputs"
    with pytest.raises(ValueError, match=words):
        evaluate(expression, VALUES)


NAMES = st.sampled_from(["a", "b", "c"])
LEAVES = st.one_of(NAMES, st.integers(0, 999).map(str))
TREES = st.recursive(
    LEAVES,
    lambda inner: st.tuples(inner, st.sampled_from(["+", "-", "*"]), inner).map(
        lambda parts: f"({parts[0]} {parts[1]} {parts[2]})"
    ),
    max_leaves=6,
)
NUMBERS = st.decimals(-9999, 9999, places=2)


def by_fractions(expression: str, values: dict[str, Decimal]) -> Fraction:
    """The value by another arithmetic: Python's own evaluation over fractions."""
    names = {name: Fraction(value) for name, value in values.items()}
    result: int | Fraction = eval(expression, {"__builtins__": {}}, names)
    return Fraction(result)


@given(TREES, st.fixed_dictionaries({"a": NUMBERS, "b": NUMBERS, "c": NUMBERS}))
@THOROUGH
def test_sums_differences_and_products_agree_with_fractions(
    expression: str, values: dict[str, Decimal]
) -> None:
    expected = by_fractions(expression, values)
    error = abs(Fraction(evaluate(expression, values)) - expected)
    assert error <= abs(expected) / 10**24 + Fraction(1, 10**9)


@given(NUMBERS, NUMBERS.filter(bool))
@THOROUGH
def test_a_quotient_times_its_divisor_gives_the_dividend(a: Decimal, b: Decimal) -> None:
    quotient = evaluate("a / b", {"a": a, "b": b})
    assert abs(Fraction(quotient) * Fraction(b) - Fraction(a)) < Fraction(1, 10**20)


def outcome(expression: str) -> Decimal | str:
    """The value of an expression, or the words that say what is wrong with it."""
    try:
        return evaluate(expression, VALUES)
    except ValueError as error:
        return str(error)


@given(st.one_of(st.text(max_size=30), st.text("ab+-*/() 0123456789.,'\"\\orif\n#", max_size=30)))
@THOROUGH
def test_any_text_has_a_value_or_says_what_is_wrong(text: str) -> None:
    assert isinstance(outcome(text), Decimal) or outcome(text)


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        ("2.5", 0, "3"),
        ("3.5", 0, "4"),
        ("-2.5", 0, "-3"),
        ("2.49999", 0, "2"),
        ("0.125", 2, "0.13"),
        ("2.0789473", 2, "2.08"),
        ("7", 2, "7.00"),
        ("1531.5", 1, "1531.5"),
        ("0.05", 1, "0.1"),
    ],
)
def test_rounding_goes_half_up(value: str, decimals: int, expected: str) -> None:
    assert str(rounded(Decimal(value), decimals)) == expected


@given(st.decimals(-(10**9), 10**9, places=8), st.integers(0, 6))
@THOROUGH
def test_a_rounded_value_is_the_nearest_with_so_many_decimals(value: Decimal, places: int) -> None:
    result = rounded(value, places)
    assert abs(Fraction(result) - Fraction(value)) <= Fraction(1, 2 * 10**places)
    assert result.as_tuple().exponent == -places
    assert rounded(result, places) == result


def register(resolver: Resolver) -> list[Derived]:
    return [one for one in resolver.corpus.entries["derived"].values() if isinstance(one, Derived)]


def test_every_derived_value_recomputes_from_what_it_names(resolver: Resolver) -> None:
    results, faults = derived_values(resolver.corpus)
    exact = {id: Fraction(value) for id, value in stated_values(resolver.corpus).items()}
    for one in register(resolver):
        names = {name: exact[slug] for name, slug in one.inputs.items()}
        numbers = ast.parse(one.expression, mode="eval")
        exact[one.id] = Fraction(eval(compile(numbers, "expression", "eval"), {}, names))
        scaled = Decimal(exact[one.id].numerator) / Decimal(exact[one.id].denominator)
        assert results[one.id] == scaled.quantize(Decimal(10) ** -one.decimals, ROUND_HALF_UP)
    assert not faults
    assert set(results) == {one.id for one in register(resolver)}


def test_every_input_of_a_derived_value_is_used_in_its_expression(resolver: Resolver) -> None:
    for one in register(resolver):
        tree = ast.parse(one.expression, mode="eval")
        used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        assert used == set(one.inputs), one.id


@pytest.mark.parametrize(
    ("value", "inputs"),
    [
        ("17074", {"17436", "362"}),
        ("868500000", {"500000000", "75500000", "93000000", "100000000"}),
    ],
)
def test_the_graph_has_the_values_that_the_model_asks_for(
    store: Store, value: str, inputs: set[str]
) -> None:
    query = """
        PREFIX rf: <https://rusfelt.example/def#>
        PREFIX sdmx-measure: <http://purl.org/linked-data/sdmx/2009/measure#>
        SELECT ?input WHERE {
          ?derived a rf:DerivedValue ; sdmx-measure:obsValue ?value ; rf:input/rf:inputValue ?from .
          ?from sdmx-measure:obsValue|rf:amount|rf:targetValue ?input . FILTER(?value = %s) }
        """
    rows = store.query(query % value, use_default_graph_as_union=True)
    found = {Decimal(row["input"].value) for row in rows}  # type: ignore[union-attr]
    assert {Decimal(one) for one in inputs} <= found


def test_derived_values_stand_in_no_graph_of_a_source(store: Store) -> None:
    kind = NamedNode("https://rusfelt.example/def#DerivedValue")
    graphs = {str(quad.graph_name) for quad in store.quads_for_pattern(None, None, kind)}
    type_graph = "<https://rusfelt.example/graph/derived>"
    assert type_graph in graphs
    assert not {name for name in graphs if "/graph/source/" in name}


def test_each_derived_value_of_the_graph_tells_its_expression_and_inputs(
    store: Store, resolver: Resolver
) -> None:
    for one in register(resolver):
        subject = resolver.iris.thing("derived", one.id)
        expression = resolver.term("rf:expression")
        (quad,) = store.quads_for_pattern(subject, expression, None)
        assert quad.object == Literal(one.expression)
        inputs = list(store.quads_for_pattern(subject, resolver.term("rf:input"), None))
        assert len(inputs) == len(one.inputs)
