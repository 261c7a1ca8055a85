"""The page of the timeline."""

from typing import Any

from server.answers.timeline.lanes import lanes
from server.answers.timeline.timeline_page import QUERY, Timeline, timeline
from server.answers.timeline.timeline_table import timeline_table
from server.pages.shared.blueprint import PageBlueprint
from server.pages.shared.context import repository
from server.pages.shared.frame import Faces, Subject
from server.pages.shared.interface_words import words
from server.pages.shared.language import language
from server.pages.shared.remembered import remembered

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
