"""The whole copy: pages and files of the site, and what describes them to catalogues, tables and archives."""

from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

from rusfelt.static_copy.destination import Destination
from rusfelt.static_copy.site_copy import SiteCopy
from server.application import Application
from server.publication.catalogue import Catalogue, partitions
from server.publication.data_package import DataPackage
from server.publication.ro_crate import METADATA, Crate, CrateFile
from server.publication.site import Snapshot
from server.repository.rdf_writer import written
from server.runtime import ThreadHost
from server.settings import Settings
from shapes.graphs.untrusted import FORMATS

CATALOGUE, PACKAGE = "catalogue.ttl", "datapackage.json"
Progress = Callable[[str], None]


def whole_copy(
    settings: Settings,
    folder: Path,
    address: str | None,
    progress: Progress,
    check: Callable[[], None],
) -> str:
    """Write the copy to `folder`, and say what it has; Unreadable, RusfeltError.

    `address`: where it will be served (scheme and host); None: the base of the graph. `check` is called
    before each file, and may end it.
    """
    with Destination(folder) as to:
        progress("loading the graph")
        host = ThreadHost(settings)
        host.start()
        try:
            app = Application(host)
            snapshot = host.runtime.site.now.snapshot
            start = (address or snapshot.repository.base).rstrip("/")
            SiteCopy(app, start, snapshot.repository.base, to, progress, check).run()
            for name, content in _descriptions(snapshot, start):
                to.write(name, content)
        finally:
            host.close()
    return f"{folder}: {len(to.sums)} files, {to.size / 1e6:.0f} MB"


def _descriptions(snapshot: Snapshot, start: str) -> Iterator[tuple[str, bytes]]:
    """The catalogue (DCAT), the Data Package and the RO-Crate; the last knows the others."""
    repository, version = snapshot.repository, snapshot.copy.digest
    issued, files = snapshot.offers.issued, snapshot.distributions
    described = [
        CrateFile(f"download/{one.name}", one.name, one.type, one.size, one.digest)
        for one in files.all()
    ]

    def told(name: str, what: str, kind: str, content: bytes) -> tuple[str, bytes]:
        described.append(CrateFile(name, what, kind, len(content), sha256(content).hexdigest()))
        return name, content

    if snapshot.offers.description:
        found = Catalogue(
            repository, partitions(repository), files.all(), start + "/", version
        ).triples()
        turtle = written(found, FORMATS["ttl"], repository.base)
        yield told(CATALOGUE, "Catalogue (DCAT)", "text/turtle", turtle)
    tables = () if repository.foreign else (files.figures, files.claims)
    package = DataPackage(files.all(), tables, start + "/", version, issued).as_json()
    yield told(PACKAGE, "Data Package", "application/json", package)
    if issued:
        dataset = repository.base + "id/dataset/rusfelt"
        yield METADATA, Crate(tuple(described), start + "/", dataset, version, issued).as_json()
