"""The page of the files that can be taken away, and the files."""

from dataclasses import dataclass

from flask import abort

from server.answers.tables.data_table import Column, DataTable
from server.http.messages import Response
from server.pages.shared.blueprint import PageBlueprint
from server.pages.shared.context import repository, root, served
from server.pages.shared.frame import Faces, Subject
from server.pages.shared.interface_words import words
from server.pages.shared.language import language

blueprint = PageBlueprint("data", __name__)


@dataclass(frozen=True, slots=True)
class File:
    """A file, with the words about it."""

    name: str
    href: str
    type: str
    what: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class DataPage:
    """All files, and the address of the server."""

    files: tuple[File, ...]
    root: str


def _data() -> DataPage:
    t = words(language())
    files = tuple(
        File(one.name, f"/download/{one.name}", one.type, t[one.what], one.size, one.digest)
        for one in served().snapshot.distributions.all()
    )
    return DataPage(files, root().rstrip("/"))


def _subject(page: DataPage) -> Subject:
    iri = "" if repository().foreign else repository().base + "id/dataset/rusfelt"
    items = tuple(one.href for one in page.files)
    return Subject(words(language())["data-title"], iri, "Dataset", items=items)


def _table(page: DataPage) -> DataTable:
    named = (Column("name"), Column("type"), Column("bytes", "integer"), Column("sha256"))
    rows = tuple((one.name, one.type, one.size, one.sha256) for one in page.files)
    return DataTable("files", named, rows)


Faces("data.html", _data, _subject, _table).add(blueprint, "/data")


@blueprint.page("/download/<name>")
def download(name: str) -> Response:
    """One of the files."""
    found = served().snapshot.distributions.get(name) or abort(
        404, "There is no file of that name."
    )
    return Response(
        200,
        found.type,
        found.body,
        (("content-disposition", f"attachment; filename={found.name}"),),
        steady=True,
        digest=found.digest,
        ranges=True,
    )
