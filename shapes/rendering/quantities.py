"""What the numbers in a finding's arithmetic are called, by the name of the query's variable."""

from collections.abc import Mapping

# bokmål, nynorsk, English.
NAMES: Mapping[str, tuple[str, str, str]] = {
    "after": ("etter", "etter", "after"),
    "amount": ("beløp", "beløp", "amount"),
    "attributed": ("tilskrevet", "tilskrive", "attributed"),
    "before": ("før", "før", "before"),
    "begins": ("begynner", "byrjar", "begins"),
    "bound": ("grense", "grense", "bound"),
    "change": ("endring", "endring", "change"),
    "difference": ("differanse", "differanse", "difference"),
    "earlier": ("tidligere", "tidlegare", "earlier"),
    "elements": ("elementer", "element", "elements"),
    "ends": ("slutter", "sluttar", "ends"),
    "exact": ("utregnet", "utrekna", "computed"),
    "figure": ("tallet her", "talet her", "the figure here"),
    "figures": ("ulike tall", "ulike tal", "different figures"),
    "found": ("funnet", "funne", "found"),
    "frame": ("ramme", "ramme", "frame"),
    "growth": ("utregnet vekst", "utrekna vekst", "computed growth"),
    "highest": ("høyeste nummer", "høgaste nummer", "highest number"),
    "inputs": ("inndata", "inndata", "inputs"),
    "items": ("sum av beløp", "sum av beløp", "sum of items"),
    "least": ("minst", "minst", "least"),
    "left": ("første tall", "første tal", "first number"),
    "length": ("tegn i teksten", "teikn i teksten", "characters in the text"),
    "letters": ("tegn i utdraget", "teikn i utdraget", "characters in the fragment"),
    "listed": ("listet", "lista", "listed"),
    "most": ("mest", "mest", "most"),
    "number": ("tall i teksten", "tal i teksten", "number in the text"),
    "numbers": ("ulike numre", "ulike nummer", "different numbers"),
    "ordinal": ("nummer", "nummer", "number"),
    "other": ("tallet der", "talet der", "the figure there"),
    "preferred": ("foretrukket", "føretrekt", "preferred"),
    "read": ("lest", "lese", "read"),
    "readings": ("lesemåter", "lesemåtar", "readings"),
    "rest": ("rest", "rest", "remainder"),
    "right": ("andre tall", "andre tal", "second number"),
    "scale": ("størrelsesorden", "storleiksorden", "scale"),
    "statements": ("utsagn", "utsegner", "statements"),
    "total": ("i alt", "i alt", "total"),
    "value": ("oppgitt", "oppgitt", "stated"),
}


def quantity(name: str, language: str) -> str:
    """The name in one language; the variable's own where it has none."""
    names = NAMES.get(name)
    return name if names is None else names[("nb", "nn", "en").index(language)]
