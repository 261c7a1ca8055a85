"""The words of a rendered report in three languages; everything else it says comes from the report."""

from collections.abc import Mapping

from ontology import LANGUAGES
from shapes.graphs.terms import Texts

WORDS: Mapping[str, tuple[str, str, str]] = {
    "title": ("Valideringsrapport", "Valideringsrapport", "Validation report"),
    "conforms": ("Grafen er i samsvar med reglene", "Grafen er i samsvar med reglane", "The graph conforms"),
    "does-not-conform": ("Grafen er ikke i samsvar med reglene", "Grafen er ikkje i samsvar med reglane", "The graph does not conform"),
    "nothing-checked": ("Ingenting ble kontrollert", "Ingenting vart kontrollert", "Nothing was checked"),
    "nothing-text": (
        "Grafen bruker ingen av modellens klasser, så ingen regel hadde noe å se på. Med --all (all=1) vurderes også noder av gjenbrukte vokabularer.",
        "Grafen brukar ingen av klassane i modellen, så ingen regel hadde noko å sjå på. Med --all (all=1) blir òg noder av gjenbrukte vokabular vurderte.",
        "The graph uses none of the model's classes, so no rule had anything to look at. With --all (all=1), nodes of reused vocabularies are judged too.",
    ),
    "summary": (
        "brudd: {Violation}, advarsler: {Warning}, opplysninger: {Info}; kontrollerte ressurser: {nodes}",
        "brot: {Violation}, åtvaringar: {Warning}, opplysningar: {Info}; kontrollerte ressursar: {nodes}",
        "violations: {Violation}, warnings: {Warning}, infos: {Info}; resources checked: {nodes}",
    ),
    "left-out": (
        "; uten tilknytning til modellen, ikke vurdert: {unjudged} (--all, all=1)",
        "; utan tilknyting til modellen, ikkje vurdert: {unjudged} (--all, all=1)",
        "; not tied to the model, not judged: {unjudged} (--all, all=1)",
    ),
    "Violation": ("brudd", "brot", "violation"),
    "Warning": ("advarsel", "åtvaring", "warning"),
    "Info": ("opplysning", "opplysning", "info"),
    "Violations": ("Brudd", "Brot", "Violations"),
    "Warnings": ("Advarsler", "Åtvaringar", "Warnings"),
    "Infos": ("Opplysninger", "Opplysningar", "Infos"),
    "findings": ("Funn", "Funn", "Findings"),
    "no-findings": ("Ingen funn. Dette ble kontrollert:", "Ingen funn. Dette vart kontrollert:", "No findings. This is what was checked:"),
    "failures": ("Kunne ikke kjøres", "Kunne ikkje køyrast", "Could not be run"),
    "failures-text": (
        "En regel som ikke kan kjøres, er ikke det samme som en regel som holder.",
        "Ein regel som ikkje kan køyrast, er ikkje det same som ein regel som held.",
        "A rule that cannot be run is not the same as a rule that holds.",
    ),
    "unknown-shape": ("hele kjøringen", "heile køyringa", "the whole run"),
    "checked": ("Hva som ble kontrollert", "Kva som vart kontrollert", "What was checked"),
    "facts": ("Sammenheng mellom opplysningene", "Samanheng mellom opplysningane", "Agreement between the facts"),
    "form": ("Form", "Form", "Form"),
    "form-text": (
        "Hver klasse: hvilke egenskaper den har, hvor mange, av hvilket slag.",
        "Kvar klasse: kva eigenskapar han har, kor mange, av kva slag.",
        "Each class: which properties it has, how many, of what kind.",
    ),
    "rule": ("Regel", "Regel", "Rule"),
    "rules": ("Regler", "Reglar", "Rules"),
    "nodes": ("ressurser", "ressursar", "resources"),
    "properties": ("egenskaper", "eigenskapar", "properties"),
    "source": ("kilde", "kjelde", "source"),
    "Source": ("Kilde", "Kjelde", "Source"),
    "no-source": ("uten kilde", "utan kjelde", "without a source"),
    "characters": ("tegn", "teikn", "characters"),
    "by": ("sagt av", "sagt av", "said by"),
    "statement": ("utsagn", "utsegn", "statement"),
    "claim": ("påstand", "påstand", "claim"),
    "derived": ("utregnet verdi", "utrekna verdi", "derived value"),
    "input": ("inndata", "inndata", "input"),
    "numbers": ("Regnestykket", "Reknestykket", "The arithmetic"),
    "quantity": ("størrelse", "storleik", "quantity"),
    "value": ("verdi", "verdi", "value"),
    "place": ("sted", "stad", "place"),
    "resource": ("ressurs", "ressurs", "resource"),
    "not-quoted": ("Passasjen er ikke sitert.", "Passasjen er ikkje sitert.", "The passage is not quoted."),
    "show": ("Vis bare", "Vis berre", "Show only"),
    "all": ("alle", "alle", "all"),
    "contents": ("Innhold", "Innhald", "Contents"),
    "more": ("og {n} til; JSON-rapporten har alle", "og {n} til; JSON-rapporten har alle", "and {n} more; the JSON report has them all"),
    "quads": ("{n} kvadrupler", "{n} kvadruplar", "{n} quads"),
    "skip": ("Til innholdet", "Til innhaldet", "Skip to content"),
    "no-report": ("Ingen rapport", "Ingen rapport", "No report"),
    "no-report-text": (
        "Grafen som vises her, er ikke bygd med en rapport ved siden av. «rusfelt validate» lager en.",
        "Grafen som er vist her, er ikkje bygd med ein rapport ved sida av. «rusfelt validate» lagar ein.",
        "The graph served here was not built with a report beside it. “rusfelt validate” makes one.",
    ),
    "as-data": ("Rapporten som data", "Rapporten som data", "The report as data"),
    "warnings-ok": (
        "Advarsler og opplysninger er lesestoff; bare brudd betyr at grafen ikke er i samsvar.",
        "Åtvaringar og opplysningar er lesestoff; berre brot tyder at grafen ikkje er i samsvar.",
        "Warnings and infos are for reading; only violations make a graph non-conforming.",
    ),
}  # fmt: skip


def words(language: str) -> Mapping[str, str]:
    """Every word in one language."""
    place = LANGUAGES.index(language)
    return {key: texts[place] for key, texts in WORDS.items()}


def pick(texts: Texts, language: str) -> tuple[str, str] | None:
    """The text in a language, else in another, with the language it is in."""
    for one in (language, *LANGUAGES, ""):
        if one in texts:
            return texts[one], one
    return None
