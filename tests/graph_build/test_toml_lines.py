import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_build.reading.toml_lines import TomlPath, lines_of

DOCUMENT = """\
# a comment
source = "x"

[plain]
first = 1  # with a comment
"second" = "third = 4"
dotted.key.below = 2

[outer.inner]
deep = true

[[claim]]
id = "one"
list = [1, 2]
spans = [
  # the first
  {start = 0, end = 5},

  {start = 5, end = 9, more = {even = "more"}},
]
nested = [
  [
    10, 11,
    12,
  ],
]
[[claim.observation]]
value = 1
[[claim.observation]]

value = 2

[[claim]]
label = {nb = "a", en = "b"}
text = \"\"\"
id = "no key"
[[claim]]
\"\"\"
[[claim.observation]]
value = 3
[claim.observation.below]
value = 4
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("source",), 2),
        (("plain",), 4),
        (("plain", "first"), 5),
        (("plain", "second"), 6),
        (("plain", "dotted", "key", "below"), 7),
        (("outer", "inner"), 9),
        (("outer", "inner", "deep"), 10),
        (("claim",), 12),
        (("claim", 0), 12),
        (("claim", 0, "id"), 13),
        (("claim", 0, "list", 1), 14),
        (("claim", 0, "spans"), 15),
        (("claim", 0, "spans", 0), 17),
        (("claim", 0, "spans", 0, "end"), 17),
        (("claim", 0, "spans", 1), 19),
        (("claim", 0, "spans", 1, "more", "even"), 19),
        (("claim", 0, "nested", 0), 22),
        (("claim", 0, "nested", 0, 1), 23),
        (("claim", 0, "nested", 0, 2), 24),
        (("claim", 0, "observation"), 27),
        (("claim", 0, "observation", 0), 27),
        (("claim", 0, "observation", 0, "value"), 28),
        (("claim", 0, "observation", 1), 29),
        (("claim", 0, "observation", 1, "value"), 31),
        (("claim", 1), 33),
        (("claim", 1, "label", "en"), 34),
        (("claim", 1, "text"), 35),
        (("claim", 1, "observation", 0, "value"), 40),
        (("claim", 1, "observation", 0, "below"), 41),
        (("claim", 1, "observation", 0, "below", "value"), 42),
    ],
)
def test_each_key_has_the_line_it_stands_in(path: TomlPath, line: int) -> None:
    assert lines_of(DOCUMENT).lines[path] == line


def test_the_document_of_the_table_is_toml() -> None:
    assert len(tomllib.loads(DOCUMENT)["claim"]) == 2


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("claim", 0, "missing"), 12),
        (("claim", 0, "spans", 0, "missing"), 17),
        (("claim", 1, "observation", 0, "missing", "below"), 39),
        (("plain", "first", "below"), 5),
        (("unknown",), 1),
        ((), 1),
    ],
)
def test_an_unknown_place_has_the_line_of_the_nearest_place_above_it(
    path: TomlPath, line: int
) -> None:
    assert lines_of(DOCUMENT).line(path) == line


def test_windows_line_ends_count_once() -> None:
    places = lines_of(DOCUMENT.replace("\n", "\r\n"))
    assert places.lines == lines_of(DOCUMENT).lines


@pytest.mark.parametrize(
    "text", ["", "[[claim", "= 1", "a = [1,\n", "\x00", "[a]\n[a.b\nc = 1", "[]"]
)
def test_text_that_is_no_toml_has_places_all_the_same(text: str) -> None:
    assert lines_of(text).line(("claim", 0)) >= 1


@dataclass
class Written:
    """A document being written: its lines, and each key's path with its line."""

    lines: list[str] = field(default_factory=list)
    expected: dict[TomlPath, int] = field(default_factory=dict)
    keys: int = 0

    def new_key(self) -> str:
        self.keys += 1
        return f"k{self.keys}_"

    def here(self, path: TomlPath) -> None:
        self.expected[path] = len(self.lines) + 1


NOISE = st.lists(st.sampled_from(["", "# k1_ = 2", "   ", "\t# [[k1_]]"]), max_size=2)
SCALAR = st.sampled_from(["1", "true", '"k1_ = 1"', "'[k1_]'", "2019-12-04", "1.5", '"æøå 😀"'])


def pairs(draw: st.DrawFn, written: Written, above: TomlPath) -> None:
    for _ in range(draw(st.integers(0, 3))):
        written.lines += draw(NOISE)
        key = written.new_key()
        path = (*above, key)
        written.here(path)
        kind = draw(st.sampled_from(["scalar", "text", "inline", "array", "tables", "quoted"]))
        if kind in ("scalar", "quoted"):
            shown = key if kind == "scalar" else f'"{key}"'
            written.lines.append(f"{shown} = {draw(SCALAR)}  # {key}")
        elif kind == "text":
            written.lines += [f'{key} = """', "k1_ = 1", "[[k1_]]", '"""']
        elif kind == "inline":
            inner = written.new_key()
            written.here((*path, inner))
            written.lines.append(f"{key} = {{ {inner} = {draw(SCALAR)} }}")
        else:
            array(draw, written, path, kind)


def array(draw: st.DrawFn, written: Written, path: TomlPath, kind: str) -> None:
    written.lines.append(f"{path[-1]} = [")
    for number in range(draw(st.integers(0, 3))):
        written.lines += draw(NOISE)
        written.here((*path, number))
        if kind == "tables":
            inner = written.new_key()
            written.here((*path, number, inner))
            written.lines.append(f"  {{ {inner} = {draw(SCALAR)} }},")
        else:
            written.lines.append(f"  {draw(SCALAR)}, # {number}")
    written.lines.append("]")


@st.composite
def documents(draw: st.DrawFn) -> Written:
    """Top-level pairs, then tables and arrays of tables, some with arrays of tables below them."""
    written = Written()
    pairs(draw, written, ())
    for _ in range(draw(st.integers(0, 4))):
        key, many = written.new_key(), draw(st.booleans())
        for number in range(draw(st.integers(1, 3)) if many else 1):
            written.lines += draw(NOISE)
            path: TomlPath = (key, number) if many else (key,)
            written.here(path)
            written.lines.append(f"[[ {key} ]]" if many else f"[{key}]")
            pairs(draw, written, path)
            below = written.new_key()
            for position in range(draw(st.integers(0, 2))):
                written.lines += draw(NOISE)
                written.here((*path, below, position))
                written.lines.append(f"[[{key}.{below}]] # {position}")
                pairs(draw, written, (*path, below, position))
    return written


def key_paths(value: object, above: TomlPath = ()) -> Iterator[TomlPath]:
    """The path of every key of parsed TOML."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield (*above, key)
            yield from key_paths(one, (*above, key))
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from key_paths(one, (*above, number))


@given(documents())
@settings(deadline=None, max_examples=200)
def test_every_key_of_any_document_stands_in_the_line_reported(written: Written) -> None:
    text = "\n".join(written.lines)
    places = lines_of(text)
    for path in key_paths(tomllib.loads(text)):
        assert str(path[-1]) in written.lines[places.lines[path] - 1]


@given(documents())
@settings(deadline=None, max_examples=200)
def test_every_key_and_element_has_the_line_it_was_written_in(written: Written) -> None:
    places = lines_of("\n".join(written.lines))
    assert {path: places.lines.get(path) for path in written.expected} == written.expected
