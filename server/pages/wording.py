"""The words of the pages in three languages; everything else they say comes from the graph."""

from collections.abc import Mapping

LANGUAGES = ("nb", "nn", "en")
LANGUAGE_NAMES: Mapping[str, str] = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
FALLBACK: Mapping[str, tuple[str, ...]] = {
    "nb": ("nb", "nn", "en"),
    "nn": ("nn", "nb", "en"),
    "en": ("en", "nb", "nn"),
}
STRINGS: Mapping[str, tuple[str, str, str]] = {
    "tagline": (
        "Hva ble det av Opptrappingsplanen for rusfeltet? Hvert utsagn er knyttet til ordene det kommer fra.",
        "Kva vart det av Opptrappingsplanen for rusfeltet? Kvar utsegn er knytt til orda ho kjem frå.",
        "What came of the escalation plan for the substance use field? Every statement is tied to the words it comes from.",
    ),
    "counts": (
        "{claim} påstander og {statement} utsagn fra {source} tekster, {quad} kvadrupler i alt.",
        "{claim} påstandar og {statement} utsegner frå {source} tekstar, {quad} kvadruplar i alt.",
        "{claim} claims and {statement} statements from {source} texts, {quad} quads in all.",
    ),
    "sources": ("Tekstene", "Tekstane", "The texts"),
    "questions": ("Spørsmål grafen svarer på", "Spørsmål grafen svarar på", "Questions the graph answers"),
    "plan": ("Planen", "Planen", "The plan"),
    "goals": ("Mål", "Mål", "Goals"),
    "data": ("Data", "Data", "Data"),
    "vocabulary": ("Ordforråd", "Ordforråd", "Vocabulary"),
    "validation": ("Validering", "Validering", "Validation"),
    "query": ("Spør med SPARQL", "Spør med SPARQL", "Ask with SPARQL"),
    "run": ("Kjør spørringen", "Køyr spørjinga", "Run the query"),
    "results": ("Svar", "Svar", "Answer"),
    "rows": ("{n} rader", "{n} rader", "{n} rows"),
    "first-rows": ("De første {n} radene vises. Last ned alle:", "Dei første {n} radene er viste. Last ned alle:", "The first {n} rows are shown. Download all:"),
    "no-rows": ("Ingen rader.", "Ingen rader.", "No rows."),
    "yes": ("ja", "ja", "yes"),
    "no": ("nei", "nei", "no"),
    "says": ("Opplysninger", "Opplysningar", "Properties"),
    "words": ("Ordene bak", "Orda bak", "The words behind it"),
    "no-fragment": ("Passasjen er ikke sitert.", "Passasjen er ikkje sitert.", "The passage is not quoted."),
    "incoming": ("Viser hit", "Viser hit", "Points here"),
    "more": ("og {n} til", "og {n} til", "and {n} more"),
    "type": ("Type", "Type", "Type"),
    "formats": ("Som data", "Som data", "As data"),
    "download": ("Last ned hele grafen (N-Quads)", "Last ned heile grafen (N-Quads)", "Download the whole graph (N-Quads)"),
    "not-found": ("Finnes ikke", "Finst ikkje", "Not found"),
    "not-found-text": ("Grafen sier ingenting om denne adressen.", "Grafen seier ingenting om denne adressa.", "The graph says nothing about this address."),
    "error": ("Kan ikke svare", "Kan ikkje svare", "Cannot answer"),
    "home": ("Forsiden", "Framsida", "Front page"),
    "skip": ("Til innholdet", "Til innhaldet", "Skip to content"),
    "language": ("Språk", "Språk", "Language"),
    "not-ours": (
        "Tekstene tilhører utgiverne; Rusfelt gjengir bare korte utdrag.",
        "Tekstane høyrer til utgjevarane; Rusfelt gjev att berre korte utdrag.",
        "The texts belong to their publishers; Rusfelt quotes short fragments only.",
    ),
    "validate-own": ("Valider en graf", "Valider ein graf", "Validate a graph"),
    "validate-text": (
        "Send inn en graf og få rapporten om hva i den som ikke stemmer. Turtle, TriG, N-Triples, N-Quads, JSON-LD eller RDF/XML; inntil {size} MB og {seconds} sekunder. Ingenting lagres, og ingenting hentes fra andre steder.",
        "Send inn ein graf og få rapporten om kva i han som ikkje stemmer. Turtle, TriG, N-Triples, N-Quads, JSON-LD eller RDF/XML; inntil {size} MB og {seconds} sekund. Ingenting blir lagra, og ingenting blir henta frå andre stader.",
        "Send a graph and get the report on what in it does not fit together. Turtle, TriG, N-Triples, N-Quads, JSON-LD or RDF/XML; up to {size} MB and {seconds} seconds. Nothing is kept, and nothing is fetched from elsewhere.",
    ),
    "graph-file": ("Fil med grafen", "Fil med grafen", "File with the graph"),
    "report-form": ("Rapporten som", "Rapporten som", "The report as"),
    "report-page": ("nettside", "nettside", "page"),
    "report-text": ("tekst", "tekst", "text"),
    "validate-run": ("Valider", "Valider", "Validate"),
    "from-a-program": ("Fra et program", "Frå eit program", "From a program"),
    "classes": ("Klasser", "Klassar", "Classes"),
    "properties": ("Egenskaper", "Eigenskapar", "Properties"),
    "characters": ("tegn", "teikn", "characters"),
}  # fmt: skip


def words(language: str) -> Mapping[str, str]:
    """All strings in one language."""
    return {key: texts[LANGUAGES.index(language)] for key, texts in STRINGS.items()}
