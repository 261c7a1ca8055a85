"""The facts of a folder as a decision would leave them: what is wrong, and with which field."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from graph_build.errors import Fault, FaultyFacts
from graph_build.layers.builder import checked_corpus
from graph_build.reading.own_facts import OwnFacts, load_facts
from graph_build.reading.text_file import read_text
from graph_build.reading.toml_file import TomlFile, read_toml
from graph_build.verification.texts import TEXTS, text_faults
from server.intake.review.refusals import Refused


def check_decision(before: Path, after: Path, source: str, id: str | None) -> None:
    """Refused with every fault that a decision on a claim brings; those that were there before hinder nobody."""
    found = _faults(after, source)
    known = {one.what for one in _faults(before, source)} if found else set[str]()
    new = [one for one in found if one.what not in known]
    if not new:
        return
    # A fault may name the place of another fact, which is to be looked up in the user's folder.
    told = [replace(one, what=one.what.replace(f"{after}/", f"{before}/")) for one in new]
    lines = "\n".join(dict.fromkeys(one.what for one in told))
    raise Refused(lines, _by_field(told, after, source, id))


def _by_field(faults: list[Fault], folder: Path, source: str, id: str | None) -> dict[str, str]:
    """What is wrong with each field of a claim."""
    file = read_toml(folder / "facts" / f"{source}.toml", "", "")
    fields: dict[str, str] = {}
    if isinstance(file, TomlFile):
        for one in faults:
            field = _field(file, one.line, id) if Path(one.file).stem == source else ""
            if field:
                fields[field] = f"{fields[field]}; {one.what}" if field in fields else one.what
    return fields


def _faults(folder: Path, source: str) -> list[Fault]:
    """What is wrong with the facts of a folder, by themselves and against the text of the source."""
    try:
        corpus = checked_corpus(load_facts(OwnFacts(folder))).corpus
        if source not in corpus.sources:
            return []
        text = read_text(folder / TEXTS / corpus.sources[source].file)
        return sorted(text_faults(corpus, {source: text}))
    except FaultyFacts as error:
        return sorted(error.faults)


def _field(file: TomlFile, line: int, id: str | None) -> str:
    """The field of the claim that begins nearest above a line: `label`, `observation.value`; empty where it is none."""
    above = [(at, path) for path, at in file.lines.lines.items() if at <= line and len(path) > 2]
    path = max(above, key=lambda one: (one[0], -len(one[1])), default=(0, ()))[1]
    if not path or path[0] != "claim" or file.values["claim"][path[1]].get("id") != id:
        return ""
    return ".".join(_names(path[2:]))


def _names(path: tuple[str | int, ...]) -> Iterator[str]:
    """The names of a path: of a statement its kind and field, of all else the field alone."""
    yield str(path[0])
    if len(path) > 2 and isinstance(path[1], int) and path[0] != "spans":
        yield str(path[2])
