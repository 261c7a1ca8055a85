"""The catalogue that harvesters read: complete in itself, and what the profiles of Norway and the EU ask for."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pyshacl
import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import DCAT, DCTERMS, RDF, SH, VOID

BASE = "https://rusfelt.example/id/"


@pytest.fixture(scope="module")
def catalogue(client: httpx.Client) -> Graph:
    answer = client.get("/.well-known/void", params={"format": "ttl"})
    assert answer.status_code == 200
    return Graph().parse(data=answer.content, format="turtle")


def test_the_profile_of_norway_has_no_result(catalogue: Graph, shared: Path) -> None:
    (file,) = (shared / "validators" / "dcat-ap-no").glob("*.ttl")
    conforms, report, text = pyshacl.validate(catalogue, shacl_graph=Graph().parse(file), advanced=True, allow_infos=False, allow_warnings=False)  # fmt: skip
    assert conforms, text
    assert not list(report.subjects(RDF.type, SH.ValidationResult))


def test_a_missing_publisher_would_be_a_result(catalogue: Graph, shared: Path) -> None:
    (file,) = (shared / "validators" / "dcat-ap-no").glob("*.ttl")
    spoiled = Graph() + catalogue
    spoiled.remove((URIRef(BASE + "dataset/rusfelt"), DCTERMS.publisher, None))
    conforms, _, _ = pyshacl.validate(spoiled, shacl_graph=Graph().parse(file), advanced=True)
    assert not conforms


def test_every_file_is_as_large_as_it_says(catalogue: Graph, client: httpx.Client) -> None:
    files = list(catalogue.subjects(RDF.type, DCAT.Distribution))
    assert len(files) == 9
    for one in files:
        href = str(catalogue.value(one, DCAT.downloadURL))
        answer = client.get(href, headers={"Accept-Encoding": "identity"})
        assert len(answer.content) == int(str(catalogue.value(one, DCAT.byteSize)))
        assert answer.headers["Content-Type"].partition(";")[0] in str(
            catalogue.value(one, DCAT.mediaType)
        )


def test_it_names_a_service_a_record_and_its_parts(catalogue: Graph) -> None:
    assert (URIRef(BASE + "service/sparql"), RDF.type, DCAT.DataService) in catalogue
    assert (URIRef(BASE + "record/rusfelt"), RDF.type, DCAT.CatalogRecord) in catalogue
    claims = next(
        catalogue.value(part, VOID.entities)
        for part in catalogue.subjects(VOID["class"], URIRef("https://rusfelt.example/def#Claim"))
    )
    assert int(str(claims)) == 315
    assert str(catalogue.value(URIRef(BASE + "period/plan-period"), DCAT.startDate)) == "2016-01-01"


def test_all_that_it_names_is_described_in_it(catalogue: Graph) -> None:
    """Whoever harvests it has no network: codes, publisher, licence have a type and a name there."""

    def named() -> Iterator[URIRef]:
        for predicate in (
            DCTERMS.publisher,
            DCTERMS.license,
            DCTERMS.language,
            DCTERMS.format,
            DCAT.contactPoint,
            DCAT.theme,
            DCTERMS.spatial,
            DCTERMS.accessRights,
        ):
            yield from catalogue.objects(None, predicate)  # type: ignore[misc]

    assert not [one for one in set(named()) if not list(catalogue.predicate_objects(one))]


def test_the_harvester_of_norway_reads_the_data_set_and_its_publisher(client: httpx.Client) -> None:
    parser = pytest.importorskip("fdk_rdf_parser", reason="fdk-rdf-parser is not installed")
    text = client.get("/.well-known/void", params={"format": "ttl"}).text
    (found,) = parser.parse_datasets(text).values()
    assert found.uri == BASE + "dataset/rusfelt"
    assert set(found.title) == {"nb", "nn", "en"}
    assert found.publisher.uri == BASE + "organisation/rusfelt"
    assert found.publisher.prefLabel["nb"]
    assert len(found.distribution) == 9
