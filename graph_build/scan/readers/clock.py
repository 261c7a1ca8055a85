"""Readers of times of day, in digits and in words."""

from graph_build.scan.readers.contests import is_timed
from graph_build.scan.readers.counts import count_value
from graph_build.scan.readers.iso_dates import EN_DASH, iso_of
from graph_build.scan.readers.occurrence import Occurrence, Reading, Readings
from graph_build.scan.words.cardinals import cardinal_value

# Minutes that are told past an hour or to it.
_MINUTES = (5, 10, 15, 20, 25)
# What stands between an hour and the part of the day.
_ABOUT = "om"
# Minutes by which two digits twice are told to be a time of day.
QUARTERS = ("00", "15", "30", "45")


def bare_pair_of(site: Occurrence) -> Readings:
    """Two digits twice: a day and its month behind a nought, or a time of day; a number in any other case."""
    first, second = site.text("a"), site.text("b")
    if is_timed(site):
        return site.read("number", None)
    if site.is_near("travel") and (shown := clock_of(f"{first}.{second}")):
        return site.read("time", shown)
    if first[0] == "0" and (value := iso_of(first, second, "")):
        return site.read("date", value)
    if first[0] != "0" and second not in QUARTERS:
        return ()
    clock = clock_of(f"{first}.{second}")
    return site.read("time", clock) if clock else ()


def clock_of(text: str) -> str | None:
    """A time as 14:30 from 14.30, 14:30, 1430 or 14, with its seconds if they are told; None where no clock shows it."""
    hour, minute, second = (*text.replace(":", ".").split("."), "", "")[:3]
    if len(hour) == 4:
        hour, minute = hour[:2], hour[2:]
    if int(hour) > 24 or int(minute or 0) > 59 or int(second or 0) > 59:
        return None
    return f"{int(hour):02}:{minute or '00'}" + (f":{second}" if second else "")


def time_of(site: Occurrence) -> Readings:
    """A time of day, or from one to another."""
    first = clock_of(site.text("a"))
    last = clock_of(site.text("b")) if site.has("b") else None
    if first is None or (site.has("b") and last is None):
        return ()
    return site.read("time", f"{first}{EN_DASH}{last}" if last else first)


def between_of(site: Occurrence) -> Readings:
    """Two times of day that share a word for them: mellom kl. 9 og 17."""
    first, last = (clock_of(site.text(mark)) for mark in ("a", "b"))
    if first is None or last is None:
        return ()
    return (*site.read("time", first, "x"), *site.read("time", last, "y"))


def hours_of(site: Occurrence) -> Readings:
    """Several times of day that share a word for them: kl. 10, 12 og 14."""
    found: list[Reading] = []
    for mark in ("a", "b", "c"):
        if site.has(mark):
            first = site.span()[0] if mark == "a" else site.span(mark)[0]
            shown = clock_of(site.text(mark))
            if shown is None:
                return ()
            found.append((first, site.span(mark)[1], "time", shown))
    return tuple(found)


def shown_time_of(site: Occurrence) -> Readings:
    """The hour that a clock shows: klokka er åtte."""
    if site.word("be") not in ("er", "var", "ble", "blei", "vart"):
        return ()
    mark = "a" if site.has("a") else "n"
    time = clock_of(site.text("a") or str(cardinal_value(site.text("n"))))
    return site.read("time", time, mark) if time else ()


def minutes_of(site: Occurrence) -> Readings:
    """So many minutes past or to an hour or its half: kvart over ti is 10:15, ti på halv sju 06:20."""
    hour, side = int(cardinal_value(site.text("n"))), site.word("side")
    minutes = int(count_value(site.tokens, site.span("m"))) if site.has("m") else 15
    called = site.word("called").startswith("minutt")
    if (site.has("called") or site.text("m").isdecimal()) and not called:
        return ()
    told = minutes in _MINUTES or (called and side == "over" and 1 <= minutes < 30)
    if not 1 <= hour <= 12 or not told or side not in ("over", "på"):
        return ()
    turned = hour * 60 + (minutes if side == "over" else -minutes) - (30 if site.has("half") else 0)
    whole, rest = divmod((turned - 60) % 720 + 60, 60)
    return site.read("time", f"{whole:02}:{rest:02}", "x")


def told_time_of(site: Occurrence) -> Readings:
    """A time of day in words: half past nine is «halv ti»."""
    hour = int(count_value(site.tokens, site.span("n")))
    if site.has("om") and (site.word("om") != _ABOUT or hour > 12):
        return ()
    if not 1 <= hour <= (12 if site.has("half") else 24):
        return ()
    if site.has("half"):
        return site.read("time", f"{(hour - 2) % 12 + 1:02}:30")
    return site.read("time", f"{hour:02}:00")
