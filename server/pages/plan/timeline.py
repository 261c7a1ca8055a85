"""The pages of the timeline: all of it, and one of its stretches with all that is counted there."""

from collections.abc import Sequence
from typing import Any

from flask import abort

from server.answers.timeline.lanes import lanes
from server.answers.timeline.timeline_page import (
    QUERY,
    Stretch,
    Timeline,
    stretch_page,
    timeline,
    timeline_outline,
)
from server.answers.timeline.timeline_table import stretch_table, timeline_table
from server.pages.shared.blueprint import PageBlueprint
from server.pages.shared.context import repository
from server.pages.shared.frame import Faces, Subject
from server.pages.shared.interface_words import words
from server.pages.shared.language import language, languages
from server.pages.shared.links import page_number
from server.pages.shared.remembered import remembered
from server.repository.interface import Repository

blueprint = PageBlueprint("timeline", __name__)


def _timeline() -> Timeline:
    return remembered(_whole)


def _whole(graph: Repository, chosen: Sequence[str]) -> Timeline:
    return timeline(graph, remembered(timeline_outline), chosen)


def _stretch(key: str) -> Stretch:
    outline = remembered(timeline_outline)
    found = stretch_page(repository(), outline, key, languages(), page_number())
    return found or abort(404, "The timeline has no such time.")


def _subject(_: Timeline) -> Subject:
    query = QUERY.format(base=repository().base, lang=language())
    return Subject(words(language())["timeline-title"], kind="CollectionPage", query=query)


def _stretch_subject(found: Stretch) -> Subject:
    t, when = words(language()), found.when
    name = when.name.name if when.name else "–".join(filter(None, (when.first[:4], when.last[:4])))
    if when.year is not None:
        name = str(when.year)
    title = f"{t['timeline-title']}: {name or t['no-time-named']}"
    return Subject(title, kind="CollectionPage")


def _tools() -> dict[str, Any]:
    return {"lanes": lanes}


Faces(
    "timeline.html",
    _timeline,
    _subject,
    lambda found: timeline_table(found, language()),
    _tools,
).add(blueprint, "/timeline")
Faces(
    "timeline_stretch.html",
    _stretch,
    _stretch_subject,
    lambda found: stretch_table(found, language()),
).add(blueprint, "/timeline/<key>")
