"""The line of every table and key of a TOML file, which tomllib does not tell."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

# Keys and positions, from the top of the file: ("claim", 0, "spans", 2), as pydantic has them.
TomlPath = tuple[str | int, ...]
# tree-sitter parses what is no TOML as well, and gives the rest its lines.
PARSER = Parser(Language(tree_sitter_toml.language()))


@dataclass(frozen=True)
class TomlLines:
    """The line, 1-based, of each place of a file."""

    lines: Mapping[TomlPath, int]

    def line(self, path: TomlPath) -> int:
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


def _value_lines(node: Node, path: TomlPath) -> Iterator[tuple[TomlPath, int]]:
    if node.type == "array":
        for number, child in enumerate(c for c in node.named_children if c.type != "comment"):
            yield (*path, number), child.start_point[0] + 1
            yield from _value_lines(child, (*path, number))
    elif node.type == "inline_table":
        for pair in node.named_children:
            yield from _pair_lines(pair, path)


def _pair_lines(pair: Node, path: TomlPath) -> Iterator[tuple[TomlPath, int]]:
    if pair.type != "pair":
        return
    key, value = pair.named_children[0], pair.named_children[1]
    here = path + _key(key)
    yield here, pair.start_point[0] + 1
    yield from _value_lines(value, here)


def lines_of(text: str) -> TomlLines:
    """The lines of a TOML text; a text that is no TOML gives what could be read of it."""
    lines: dict[TomlPath, int] = {}
    counts: Counter[TomlPath] = Counter()
    # [[claim]] and [[claim.funding]] count on from the last table of their name; a plain header inside
    # one belongs to that last one.
    for node in PARSER.parse(text.encode()).root_node.named_children:
        if node.type == "pair":
            lines.update(_pair_lines(node, ()))
        elif node.type in ("table", "table_array_element"):
            header: TomlPath = ()
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
                lines.update(_pair_lines(pair, header))
    return TomlLines(lines)
