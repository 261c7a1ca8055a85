"""The page of the timeline."""

from typing import Any

from server.answers.timeline.lanes import lanes
from server.answers.timeline.timeline_page import QUERY, Timeline, timeline
from server.answers.timeline.timeline_table import timeline_table
from server.pages.blueprint import PageBlueprint
from server.pages.context import repository
from server.pages.frame import Faces, Subject
from server.pages.interface_words import words
from server.pages.language import language
from server.pages.remembered import remembered

blueprint = PageBlueprint("timeline", __name__)


def _timeline() -> Timeline:
    return remembered(timeline)


def _subject(_: Timeline) -> Subject:
    query = QUERY.format(base=repository().base, lang=language())
    return Subject(words(language())["timeline-title"], kind="CollectionPage", query=query)


def _tools() -> dict[str, Any]:
    return {"lanes": lanes}


Faces(
    "timeline.html",
    _timeline,
    _subject,
    lambda found: timeline_table(found, language()),
    _tools,
).add(blueprint, "/timeline")
