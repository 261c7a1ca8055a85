"""A graph of any size in the shape of the real one: the real graph, and generated observations beside it.

Run: .venv/bin/python benchmarks/generated.py GRAPH.nq OBSERVATIONS > LARGE.nq
Every two generated observations are stated by one generated claim with one passage; they have areas,
years and values of their own, so that no key is stated twice and the graph conforms as the real one does.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

CLAIM, VALUE = "002-fte-2023", "002-fte-2023-value"
# Longer than any real passage, so that none of them is at the place of a generated one.
STARTS, SHORTEST = 1500, 150
START = re.compile(r'(<http://www.w3.org/ns/oa#start> )"[0-9]+"')
END = re.compile(r'(<http://www.w3.org/ns/oa#end> )"[0-9]+"')
YEARS = (2016, 2018, 2019, 2020, 2022, 2023)


def _about(lines: list[str], node: str) -> list[str]:
    return [line for line in lines if line.startswith(f"<{node}>")]


def _placed(line: str, number: int) -> str:
    """The line, of a position: of the passage number `number`, no two of which are at one place."""
    line = START.sub(rf'\g<1>"{number % STARTS}"', line)
    return END.sub(rf'\g<1>"{number % STARTS + SHORTEST + number // STARTS}"', line)


def generated_lines(lines: list[str], observations: int, base: str) -> Iterator[str]:
    """N-Quads lines of `observations` observations, shaped after one real claim of `lines`."""
    thing = f"{base}id/"
    position = f"{thing}selector/{CLAIM}-1-position"
    shared = [
        *_about(lines, f"{thing}claim/{CLAIM}"),
        *_about(lines, f"{thing}span/{CLAIM}-1"),
        *_about(lines, position),
        *_about(lines, f"{thing}selector/{CLAIM}-1-quote"),
    ]
    value = _about(lines, f"{thing}observation/{VALUE}")
    area = _about(lines, f"{thing}area/norway")
    states = re.compile(rf"^<{thing}claim/\S+ <{base}def#states> ")
    other = f"span/{CLAIM}-2>"
    shared = [line for line in shared if not states.match(line) and other not in line]
    for number in range((observations + len(YEARS) - 1) // len(YEARS)):
        for line in area:
            if "sameAs" not in line:
                yield line.replace("area/norway", f"area/generated-{number}")
    claim = ""
    for number in range(observations):
        if number % 2 == 0:
            claim = f"generated-{number}"
            for line in shared:
                yield _placed(line.replace(CLAIM, claim), number // 2)
        place, year = f"area/generated-{number // len(YEARS)}", YEARS[number % len(YEARS)]
        own = f"observation/generated-{number}"
        subject = f"<{thing}claim/{claim}> <{base}def#states> <{thing}{own}>"
        yield f"{subject} <{base}graph/source/002> .\n"
        for line in value:
            line = line.replace(f"observation/{VALUE}", own).replace("area/norway", place)
            line = line.replace("period/2023", f"period/{year}").replace(CLAIM, claim)
            yield line.replace('"17436"', f'"{number + 1}"')


def main() -> None:
    """Write the real graph and the generated lines to standard output."""
    path, observations = Path(sys.argv[1]), int(sys.argv[2])
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    sys.stdout.writelines(lines)
    sys.stdout.writelines(generated_lines(lines, observations, "https://rusfelt.example/"))


if __name__ == "__main__":
    main()
