"""Only what is tied to the model's terms is judged, unless all is asked for."""

import json
from pathlib import Path

import pytest

from graph_build.layers.builder import BuiltGraph
from shapes.graphs.untrusted import FORMATS, parsed
from shapes.validation import answered, fast, reference, validate
from tests.commands import Done, rusfelt
from tests.some import some

PREFIXES = """
@prefix rf: <https://rusfelt.example/def#> . @prefix id: <https://rusfelt.example/id/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> . @prefix org: <http://www.w3.org/ns/org#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix time: <http://www.w3.org/2006/time#> .
@prefix oa: <http://www.w3.org/ns/oa#> . @prefix prov: <http://www.w3.org/ns/prov#> .
@prefix qb: <http://purl.org/linked-data/cube#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix ex: <http://x.example/> .
"""
# Vocabularies of others as they are used: nothing in them is wrong.
THESAURUS = """
ex:colours a skos:ConceptScheme ; skos:prefLabel "Colours"@en ; skos:hasTopConcept ex:warm .
ex:warm a skos:Concept ; skos:prefLabel "warm"@en, "chaud"@fr ; skos:narrower ex:red ; skos:topConceptOf ex:colours .
ex:red a skos:Concept ; skos:prefLabel "red"@en ; skos:broader ex:warm ; skos:inScheme ex:colours .
"""
CATALOGUE = """
ex:catalogue a dcat:Catalog ; dct:title "Catalogue"@en ; dcat:dataset ex:budget ; dct:publisher ex:office .
ex:office a org:Organization, foaf:Agent ; rdfs:label "Office"@en .
ex:budget a dcat:Dataset ; dct:spatial ex:town ; dct:temporal [ a dct:PeriodOfTime, time:ProperInterval ;
    time:hasBeginning [ a time:Instant ; time:inXSDDate "2016-01-01" ] ] ; dcat:theme ex:money .
ex:town a dct:Location . ex:money a skos:Concept ; skos:prefLabel "money"@en .
ex:somebody a foaf:Person ; foaf:name "Somebody" . ex:head a org:Role . ex:o a qb:Observation .
ex:note a oa:SpecificResource ; oa:hasSelector [ a oa:TextPositionSelector ; oa:start 5 ; oa:end 3 ] .
"""
FOREIGN = {"thesaurus": THESAURUS, "catalogue": CATALOGUE, "both": THESAURUS + CATALOGUE}
ENGINES = {"reference": reference, "answered": answered, "fast": fast}


def run(text: str, *arguments: str) -> Done:
    asked = ("--input-format", "ttl", "--language", "en", *arguments)
    return rusfelt("validate", "-", *asked, stdin=(PREFIXES + text).encode())


def judged(text: str, *arguments: str) -> set[str]:
    """The focus nodes of the findings."""
    results = json.loads(run(text, "--format", "json", *arguments).stdout)["results"]
    return {one["focusNode"].strip("<>").removeprefix("http://x.example/") for one in results}


@pytest.mark.parametrize("name", FOREIGN)
def test_of_a_file_without_the_models_terms_nothing_is_judged_and_the_way_to_all_is_named(
    name: str,
) -> None:
    done = run(FOREIGN[name])
    assert done.returncode == 1
    assert "nothing was checked" in done.stderr
    assert "not judged; --all judges them" in done.stderr
    assert "Nothing was checked" in done.stdout
    everything = run(FOREIGN[name], "--all")
    assert everything.stderr == ""
    assert "does not conform" in everything.stdout


TIED = {
    "of a class of the model": ("ex:red a rf:Population .", {"red"}),
    "of a class below one of the model": (
        "ex:Group rdfs:subClassOf ex:Kind . ex:Kind rdfs:subClassOf rf:Population . ex:red a ex:Group .",
        {"red"},
    ),
    "with a property of the model": ('ex:somebody rf:asStated "x"@nb .', {"somebody"}),
    "a value of the model": ("ex:o2 rf:population ex:money .", {"money"}),
    "a value of what the model describes": (
        'ex:budget rf:sha256 "x" . ex:budget dct:spatial ex:town .',
        {"town", "money"},
    ),
    "a blank node of it": ("[] rf:claimSource [ a org:Organization ] .", {"_:anonymous"}),
    "in a code list of the project": ("ex:money skos:inScheme <https://rusfelt.example/id/scheme/unit> .", {"money"}),
    "the scheme of a concept that is used": ("[] rf:population ex:warm .", {"warm", "colours"}),
    "a thing of the project": ("id:concept-of-mine a skos:Concept .", {"mine"}),
    "the selector of a quoted span": ("ex:c a rf:Claim ; prov:wasQuotedFrom ex:note .", {"note", "_:anonymous"}),
    "the first day of a period": (
        "ex:p a rf:Period ; time:hasBeginning ex:day . ex:day a time:Instant .",
        {"day"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("way", some(TIED, first=3))
def test_what_is_tied_to_the_model_is_judged_in_a_file_of_others_terms(way: str) -> None:
    text, names = TIED[way]
    found = judged(THESAURUS + CATALOGUE + text)
    for name in names:
        assert any(name in one for one in found), found


NOT_TIED = {
    "the other concepts of a scheme": ("[] rf:population ex:red .", "warm"),
    "what refers to a thing of the model": ("ex:p a rf:Period . ex:office rdfs:seeAlso ex:p .", "office"),
    "a mapped concept": ("ex:p a rf:Population ; skos:exactMatch ex:warm .", "warm"),
    "a class": ("ex:q a rf:Population, ex:town .", "town"),
    "beside a word of the same ending": ("ex:warm a <http://other.example/def#Population> .", "warm"),
}  # fmt: skip


@pytest.mark.parametrize("way", some(NOT_TIED, first=2))
def test_what_is_not_tied_is_judged_on_demand_only(way: str) -> None:
    text, name = NOT_TIED[way]
    assert name not in judged(THESAURUS + CATALOGUE + text)
    assert name in judged(THESAURUS + CATALOGUE + text, "--all")


@pytest.mark.parametrize("engine", some(["fast", "answered", "reference"], first=2))
def test_a_report_counts_what_it_judged_and_what_it_left_out(engine: str) -> None:
    text = PREFIXES + THESAURUS + CATALOGUE + "[] rf:population ex:red ."
    quads = parsed(text.encode(), FORMATS["ttl"], "x")
    some = validate(quads, engine=ENGINES[engine], tied_only=True)
    everything = validate(quads, engine=ENGINES[engine])
    assert {one.focus for one in some.findings} == {
        "<http://x.example/red>",
        "<http://x.example/colours>",
    }
    assert everything.unjudged == 0
    assert some.focus_nodes == 2
    assert some.focus_nodes + some.unjudged == everything.focus_nodes
    concepts = {one.shape: one.focus_nodes for one in some.checked}
    assert concepts["https://rusfelt.example/id/shape/concept"] == 1
    assert concepts["https://rusfelt.example/id/shape/instant"] == 0


@pytest.mark.deep
def test_everything_in_the_graph_of_this_project_is_tied(built: BuiltGraph) -> None:
    some, everything = validate(built.quads, tied_only=True), validate(built.quads)
    assert some == everything


@pytest.mark.parametrize(("form", "language"), [("text", "en"), ("html", "nn")])
def test_a_report_for_people_says_how_many_nodes_were_left_out(form: str, language: str) -> None:
    text = THESAURUS + CATALOGUE + "[] rf:population ex:red ."
    done = run(text, "--format", form, "--language", language)
    words = {"en": "not judged: 11 (--all", "nn": "ikkje vurdert: 11 (--all"}
    assert words[language] in done.stdout
    assert words[language] not in run(text, "--all", "--format", form).stdout
    assert "11 nodes that nothing ties to the model's terms not judged" in done.stderr


def test_a_part_that_is_a_part_of_itself_ends_nothing() -> None:
    text = "ex:a a oa:TextPositionSelector ; oa:refinedBy ex:b . ex:b oa:refinedBy ex:a . ex:c rf:states ex:a ."
    assert "a" in judged(text)


def test_terms_under_another_base_are_the_models_there() -> None:
    text = "<https://data.example/id/x> a skos:Concept . ex:red <https://data.example/def#states> ex:warm . ex:warm a skos:Concept ."
    assert not judged(text)
    found = judged(text, "--base-iri", "https://data.example/")
    assert found == {"https://data.example/id/x", "warm"}


def test_a_constraint_that_has_nothing_to_judge_fails_nobody() -> None:
    # The fast engine cannot read 5.0 as it is written, which the constraint about quotes would have to.
    text = "ex:p oa:exact 5.0 ."
    done = run(text, "--engine", "fast", "--format", "json")
    assert json.loads(done.stdout)["verdict"] == "nothing-checked"


@pytest.mark.parametrize(
    "link", ["ex:a skos:topConceptOf ex:s .", "ex:s skos:hasTopConcept ex:a ."]
)
@pytest.mark.parametrize("engine", ENGINES)
def test_the_top_concept_of_a_scheme_is_in_it(link: str, engine: str) -> None:
    labels = 'skos:prefLabel "a"@nb, "a"@nn, "a"@en'
    text = f"{PREFIXES} ex:a a skos:Concept ; {labels} . ex:s a skos:ConceptScheme ; {labels} . "
    without, linked = (
        validate(parsed(one.encode(), FORMATS["ttl"], "x"), engine=ENGINES[engine])
        for one in (text, text + link)
    )
    assert [one.focus for one in without.findings] == ["<http://x.example/a>"]
    assert linked.findings == ()


def test_the_top_concept_of_a_scheme_is_in_it_in_a_large_file_and_in_a_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rusfelt.commands.validate.LARGE_BYTES", 10)
    labels = " ".join(
        f'<urn:{node}> <http://www.w3.org/2004/02/skos/core#prefLabel> "x"@{tag} .\n'
        for node in "as"
        for tag in ("nb", "nn", "en")
    )
    kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/2004/02/skos/core#"
    text = f"<urn:a> {kind}Concept> .\n<urn:s> {kind}ConceptScheme> .\n{labels}"
    old, new = tmp_path / "old.nt", tmp_path / "new.nt"
    old.write_text(text, encoding="utf-8")
    link = "<urn:a> <http://www.w3.org/2004/02/skos/core#topConceptOf> <urn:s> .\n"
    new.write_text(text + link, encoding="utf-8")
    assert rusfelt("validate", old, "--all").returncode == 1
    assert rusfelt("validate", new, "--all").returncode == 0
    assert "findings: 0 new, 1 gone" in rusfelt("validate", new, "--changed", old).stderr
    assert "findings: 1 new, 0 gone" in rusfelt("validate", old, "--changed", new).stderr


def test_an_old_report_that_left_nodes_out_is_not_gone_on_from(tmp_path: Path) -> None:
    old, report = tmp_path / "old.nt", tmp_path / "report.json"
    kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    old.write_text(f"<urn:a> {kind} <http://www.w3.org/2004/02/skos/core#Concept> .\n")
    rusfelt("validate", old, "--format", "json", "--output", report)
    done = rusfelt("validate", old, "--changed", old, "--report", report)
    assert done.returncode == 2
    assert "has left nodes unjudged (1); make it with --all" in done.stderr
    rusfelt("validate", old, "--all", "--format", "json", "--output", report)
    assert rusfelt("validate", old, "--changed", old, "--report", report).returncode == 1
