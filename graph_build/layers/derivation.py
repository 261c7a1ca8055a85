"""Values computed from stated figures: exact decimal arithmetic over named inputs."""

import ast
import operator
from collections.abc import Callable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, localcontext

from pyoxigraph import Literal, Triple

from graph_build.errors import Fault
from graph_build.layers.describer import Describer
from graph_build.reading.corpus import Corpus
from graph_build.schema.intentions import Target
from graph_build.schema.measurements import Funding, Observation
from graph_build.schema.registers import Derived

# What an input is called: its name in the expression, and the label of what is calculated.
INPUT: Mapping[str, str] = {
    "nb": "tallet «{}» i utregningen av {}",
    "nn": "talet «{}» i utrekninga av {}",
    "en": "the number “{}” in the calculation of {}",
}

# `ast` parses the expression as Python would, and this table is all that is carried out of it: no call,
# no attribute, no power, so an expression can neither reach anything nor grow without bound.
OPERATORS: Mapping[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def evaluate(expression: str, values: Mapping[str, Decimal]) -> Decimal:
    """The value of `expression` (+ - * / and brackets) over named decimals; ValueError says what is wrong."""
    try:
        tree = ast.parse(expression, mode="eval")
    except SyntaxError as error:
        raise ValueError(f"expression {expression!r} cannot be read") from error
    with localcontext() as context:
        # Digits of a quotient. Set here, for the caller's context may differ, and bytes must not.
        context.prec = 28
        try:
            return _value(tree.body, values)
        except ArithmeticError as error:
            raise ValueError(f"expression {expression!r} divides by zero") from error
        except RecursionError as error:
            raise ValueError("expression is too deeply nested") from error


def _value(node: ast.expr, values: Mapping[str, Decimal]) -> Decimal:
    match node:
        case ast.BinOp(left, op, right) if type(op) in OPERATORS:
            return OPERATORS[type(op)](_value(left, values), _value(right, values))
        case ast.Name(name) if name in values:
            return values[name]
        case ast.Name(name):
            raise ValueError(f"expression uses {name!r}, which is no input")
        # bool is a kind of int in Python: `True * 3` is no arithmetic.
        case ast.Constant(int(number)) if not isinstance(number, bool):
            return Decimal(number)
        case _:
            raise ValueError("expression may only use + - * / brackets, whole numbers and inputs")


def rounded(value: Decimal, decimals: int) -> Decimal:
    """`value` rounded half up to so many decimals."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def stated_values(corpus: Corpus) -> dict[str, Decimal]:
    """Graph id of each statement with an id of its own and a number → the number."""
    found: dict[str, Decimal] = {}
    for one in corpus.stated:
        match one.statement:
            case Observation(value=value) | Target(value=value) | Funding(amount=value):
                if one.statement.id:
                    found[one.id] = value
    return found


def derived_values(corpus: Corpus) -> tuple[dict[str, Decimal], list[Fault]]:
    """Id → rounded value of each derived value, in register order, and what cannot be computed.

    A derived value may use those registered before it, unrounded.
    """
    exact, faults = stated_values(corpus), list[Fault]()
    results: dict[str, Decimal] = {}
    for entry in corpus.entries["derived"].values():
        assert isinstance(entry, Derived)
        file, path = corpus.entry_places["derived", entry.id]
        try:
            values = {name: exact[slug] for name, slug in entry.inputs.items()}
            # Kept exact for values built on it; rounded once, where it is stated.
            exact[entry.id] = evaluate(entry.expression, values)
            results[entry.id] = rounded(exact[entry.id], entry.decimals)
        except KeyError as error:
            what = f"input {error} has no number of its own or is registered later"
            faults.append(file.fault((*path, "inputs"), what))
        except (ValueError, InvalidOperation) as error:
            what = str(error) if isinstance(error, ValueError) else "is too large to be rounded"
            faults.append(file.fault((*path, "expression"), what))
    return results, faults


def derived_triples(describe: Describer, results: Mapping[str, Decimal]) -> Iterator[Triple]:
    """The derived graph: each value with its expression, inputs, rounding and activity."""
    iris = describe.resolver.iris
    activity = iris.thing("activity", "derivation")
    yield from describe.types(activity, "prov:Activity")
    labels = [("nb", "utregning"), ("nn", "utrekning"), ("en", "derivation")]
    yield from describe.texts(activity, "rdfs:label", labels)
    for entry in describe.resolver.corpus.entries["derived"].values():
        assert isinstance(entry, Derived)
        subject = iris.thing("derived", entry.id)
        yield from describe.types(subject, "rf:DerivedValue", "prov:Entity")
        yield from describe.texts(subject, "rdfs:label", entry.label.items())
        yield describe.value(subject, "skos:notation", entry.id)
        if entry.definition:
            yield from describe.texts(subject, "skos:definition", entry.definition.items())
        yield from describe.marked(subject, entry, None, None)
        for property in ("sdmx-measure:obsValue", "rf:value"):
            yield describe.value(subject, property, results[entry.id])
        yield describe.link(subject, "prov:wasGeneratedBy", activity)
        for name, slug in entry.inputs.items():
            yield from _input(describe, entry, name, slug)


def _input(describe: Describer, entry: Derived, name: str, slug: str) -> Iterator[Triple]:
    resolver = describe.resolver
    subject = resolver.iris.thing("derived", entry.id)
    node = resolver.iris.thing("input", f"{entry.id}-{name}")
    origin = resolver.link("input", slug)
    assert origin is not None, slug
    yield describe.link(subject, "rf:input", node)
    yield describe.link(subject, "prov:wasDerivedFrom", origin)
    yield from describe.types(node, "rf:DerivationInput", "prov:Entity")
    labels = [(lang, INPUT[lang].format(name, told)) for lang, told in entry.label.items()]
    yield from describe.texts(node, "rdfs:label", labels)
    yield Triple(node, resolver.term("rf:inputName"), Literal(name))
    yield describe.link(node, "rf:inputValue", origin)
