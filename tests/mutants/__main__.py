"""`python -m tests.mutants` makes each mutant, one at a time in a copy, and tells which the suite did not find."""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed

from tests.mutants.bench import Outcome, Unusable, check_unmutated, outcome
from tests.mutants.mutant import Mutant, Stale, mutants

ENOUGH = 0.95


def summary(outcomes: Sequence[Outcome]) -> str:
    """Made and found by package, then all that nobody found."""
    made = Counter(one.mutant.package for one in outcomes)
    found = Counter(one.mutant.package for one in outcomes if one.found)
    lines = [f"{name:<12} {found[name]:>3} of {made[name]:>3} found" for name in sorted(made)]
    lines.append(f"{'in all':<12} {found.total():>3} of {made.total():>3} found")
    for one in outcomes:
        if not one.found:
            danger = "dangerous" if one.mutant.dangerous else "harmless"
            lines.append(f"not found ({danger}): {one.mutant} by {' '.join(one.mutant.tests)}")
    return "\n".join(lines)


def _chosen(options: argparse.Namespace) -> list[Mutant]:
    """The mutants asked for, in an order that hangs on the seed only."""
    found = [one for one in mutants() if options.only in one.file]
    random.Random(options.seed).shuffle(found)
    return found[: options.first]


def _run(chosen: Sequence[Mutant], options: argparse.Namespace) -> list[Outcome]:
    done: list[Outcome] = []
    with ThreadPoolExecutor(options.jobs) as pool:
        waiting = [pool.submit(outcome, one, options.seconds) for one in chosen]
        try:
            for number, future in enumerate(as_completed(waiting), 1):
                one = future.result()
                told = one.by or "NOT FOUND"
                print(f"[{number}/{len(chosen)}] {one.mutant}: {told}", flush=True)
                done.append(one)
        except (Stale, Unusable):
            pool.shutdown(cancel_futures=True)
            raise
    return sorted(done, key=lambda one: str(one.mutant))


def main(arguments: Sequence[str] | None = None) -> int:
    """Status 0 where at least 95 % and all dangerous ones are found, 1 where not, 2 where it cannot be told."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--jobs", type=int, default=2, help="How many at the same time.")
    parser.add_argument("--seed", type=int, default=1, help="The order in which they are made.")
    parser.add_argument("--first", type=int, help="Only so many of that order.")
    parser.add_argument("--only", default="", help="Only those of files with this in the path.")
    parser.add_argument("--seconds", type=float, default=600, help="Time for one.")
    parser.add_argument("--unchecked", action="store_true", help="Do not run the suite without a mutant first.")  # fmt: skip
    options = parser.parse_args(arguments)
    chosen = _chosen(options)
    try:
        if not options.unchecked:
            check_unmutated({test for one in chosen for test in one.tests}, 3 * options.seconds)
        outcomes = _run(chosen, options)
    except (Stale, Unusable) as error:
        print(error, file=sys.stderr)
        return 2
    print(summary(outcomes))
    found = sum(one.found for one in outcomes)
    danger = any(one.mutant.dangerous and not one.found for one in outcomes)
    return 1 if danger or found < ENOUGH * len(outcomes) else 0


if __name__ == "__main__":
    sys.exit(main())
