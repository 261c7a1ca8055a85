"""The picture of the house in docs/architecture.md, made from the imports of the code.

Run: python -m tests.house_picture. A room is a folder of a package, or a module that stands alone in it; an
arrow leads from a room to one that it imports. A room stands above all that it imports, so every arrow
leads down; rooms that only their package's arrows could show (`__init__`) are left out.
"""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("rusfelt", "server", "shapes", "graph_build", "ontology")
PICTURE = ROOT / "docs" / "images" / "house.svg"
WIDTH, LEFT, HEIGHT, GAP, BAND = 1000, 120, 30, 34, 26
STYLE = """
text { font: 13px system-ui, sans-serif; fill: #1d2429 } .package { font-weight: 700; font-size: 15px }
.room { fill: #fdfdfb; stroke: #2d6a4f } .band { fill: #f1f3f0 } .arrow { stroke: #55616a; fill: none; stroke-width: 0.9; opacity: 0.75 }
.head { fill: #55616a }
@media (prefers-color-scheme: dark) { text { fill: #e6eae8 } .room { fill: #14191b; stroke: #8fd0b0 }
.band { fill: #1f2629 } .arrow { stroke: #a3aea9 } .head { fill: #a3aea9 } }
""".strip()
Edges = dict[str, set[str]]


def imports(path: Path) -> Iterator[str]:
    """The names of modules that a file may import, with the names that it takes of each."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{one.name}" for one in node.names)


def rooms(package: str) -> Edges:
    """The rooms of a package, and which of each other they import."""
    folder = ROOT / package
    found: Edges = defaultdict(set)
    files = {
        path: path.relative_to(folder).with_suffix("").parts[0]
        for path in sorted(folder.rglob("*.py"))
        if path.parent != folder or path.stem != "__init__"
    }
    for path, room in files.items():
        found[room] |= {
            name.split(".")[1] for name in imports(path) if name.startswith(package + ".")
        } - {room}
    names = set(files.values())
    return {room: found[room] & names for room in sorted(names)}


def floors(edges: Edges) -> list[list[str]]:
    """The rooms from the top floor to the ground; a room stands one floor above the highest that it imports."""
    height: dict[str, int] = {}

    def of(room: str) -> int:
        if room not in height:
            height[room] = 1 + max(map(of, edges[room]), default=0)
        return height[room]

    top = max(map(of, edges), default=0)
    return [[room for room in edges if height[room] == floor] for floor in range(top, 0, -1)]


def drawing() -> str:
    """The picture as SVG."""
    parts, y = list[str](), 10
    for package in PACKAGES:
        edges = rooms(package)
        levels = floors(edges) or [[]]
        height = len(levels) * (HEIGHT + GAP) - GAP + 2 * BAND
        parts.append(f'<rect class="band" x="0" y="{y}" width="{WIDTH}" height="{height}" rx="6"/>')
        parts.append(f'<text class="package" x="14" y="{y + height / 2 + 5:g}">{package}</text>')
        places = dict[str, tuple[float, float, float]]()
        for row, level in enumerate(levels):
            widths = [16 + 8 * len(room) for room in level]
            space = (WIDTH - LEFT - sum(widths)) / (len(level) + 1)
            x = LEFT + space
            for room, width in zip(level, widths, strict=True):
                places[room] = (x, y + BAND + row * (HEIGHT + GAP), width)
                x += width + space
        for room, targets in edges.items():
            parts += [_arrow(places[room], places[target]) for target in sorted(targets)]
        parts += [_box(room, *place) for room, place in places.items()]
        y += height + 10
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y}" role="img" '
        'aria-label="The rooms of the house; every import leads down.">'
    )
    marker = (
        '<defs><marker id="h" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" markerHeight="6" '
        'orient="auto"><path class="head" d="M0 0 8 4 0 8z"/></marker></defs>'
    )
    return "\n".join([head, f"<style>{STYLE}</style>", marker, *parts, "</svg>", ""])


def _arrow(start: tuple[float, float, float], end: tuple[float, float, float]) -> str:
    x1, y1 = start[0] + start[2] / 2, start[1] + HEIGHT
    x2, y2 = end[0] + end[2] / 2, end[1]
    bend = (y2 - y1) / 2
    return (
        f'<path class="arrow" marker-end="url(#h)" d="M{x1:.0f} {y1:.0f} '
        f'C{x1:.0f} {y1 + bend:.0f} {x2:.0f} {y2 - bend:.0f} {x2:.0f} {y2:.0f}"/>'
    )


def _box(room: str, x: float, y: float, width: float) -> str:
    return (
        f'<rect class="room" x="{x:.0f}" y="{y:.0f}" width="{width:.0f}" height="{HEIGHT}" rx="4"/>'
        f'<text x="{x + width / 2:.0f}" y="{y + 20:.0f}" text-anchor="middle">{escape(room)}</text>'
    )


if __name__ == "__main__":
    PICTURE.write_text(drawing(), encoding="utf-8")
