"""The line of every table and key of a TOML file, which tomllib does not tell."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

Path = tuple[str | int, ...]
PARSER = Parser(Language(tree_sitter_toml.language()))


@dataclass(frozen=True)
class Places:
    """Path (as pydantic reports it) → line, 1-based."""

    lines: Mapping[Path, int]

    def line(self, path: Path) -> int:
        """The line of the nearest known place at or above `path`."""
        for end in range(len(path), 0, -1):
            if path[:end] in self.lines:
                return self.lines[path[:end]]
        return 1


def _key(node: Node) -> tuple[str, ...]:
    text = (node.text or b"").decode()
    if node.type == "dotted_key":
        return tuple(part for child in node.named_children for part in _key(child))
    return (text.strip("\"'"),)


def _value_places(node: Node, path: Path) -> Iterator[tuple[Path, int]]:
    if node.type == "array":
        for number, child in enumerate(c for c in node.named_children if c.type != "comment"):
            yield (*path, number), child.start_point[0] + 1
            yield from _value_places(child, (*path, number))
    elif node.type == "inline_table":
        for pair in node.named_children:
            yield from _pair_places(pair, path)


def _pair_places(pair: Node, path: Path) -> Iterator[tuple[Path, int]]:
    if pair.type != "pair":
        return
    key, value = pair.named_children[0], pair.named_children[1]
    here = path + _key(key)
    yield here, pair.start_point[0] + 1
    yield from _value_places(value, here)


def places_of(text: str) -> Places:
    """The places of a TOML text; a text that is no TOML gives what could be read of it."""
    lines: dict[Path, int] = {}
    counts: Counter[Path] = Counter()
    for node in PARSER.parse(text.encode()).root_node.named_children:
        if node.type == "pair":
            lines.update(_pair_places(node, ()))
        elif node.type in ("table", "table_array_element"):
            header: Path = ()
            names = _key(node.named_children[0])
            for name in names[:-1]:
                header += (name,)
                if counts[header]:
                    header += (counts[header] - 1,)
            header += (names[-1],)
            if node.type == "table_array_element":
                lines.setdefault(header, node.start_point[0] + 1)
                counts[header] += 1
                header += (counts[header] - 1,)
            lines[header] = node.start_point[0] + 1
            for pair in node.named_children[1:]:
                lines.update(_pair_places(pair, header))
    return Places(lines)
