"""A process that reads RDF on standard input and writes it as N-Quads, within limits; it may die of it."""

import json
import resource
import sys
from typing import Any

from pyoxigraph import RdfFormat, serialize

from shapes.graphs.untrusted import TripleTerms, fault, statements

# Address space, not memory in use: the parser reserves more than it touches. 4 GB is
# forty times what a file may have by default, and stops a parser that grows without end.
MEMORY = 4_000_000_000
# Of processor time, a little less than the parent waits: the child then ends by itself, with a reason.
SECONDS = 110


def main(extension: str) -> int:
    """0 and the quads on stdout, or 2 and [line, what] on stderr."""
    for kind, limit in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        # A crash is expected here; a core dump of 4 GB is not wanted.
        (resource.RLIMIT_CORE, 0),
    ):
        # A soft limit cannot be above the hard one that an administrator has set.
        hard = resource.getrlimit(kind)[1]
        bound = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(kind, (bound, hard))
    form = RdfFormat.from_extension(extension)
    assert form is not None
    content = sys.stdin.buffer.read()
    try:
        quads: list[Any] = list(statements(content, form))
        serialize(quads, sys.stdout.buffer, format=RdfFormat.N_QUADS)
    except TripleTerms as error:
        json.dump((None, f"has {error}"), sys.stderr)
        return 2
    except (SyntaxError, ValueError, MemoryError) as error:
        json.dump(fault(error, form, content), sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
