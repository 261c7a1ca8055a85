"""The client: as many requests as can be had over some connections, each of which stays open.

`wrk` where it is on the path, for it takes next to nothing of the processor that the servers need;
else processes of Python, which ask a few thousand times a second at most.
"""

import http.client
import multiprocessing
import shutil
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from endpoint.peers import HOST

WRK = shutil.which("wrk")
TIMEOUT = 60.0
SCRIPT = """local n, new, start, rest = {first}, {new}, "GET {target}", " HTTP/1.1\\r\\n{headers}\\r\\n"
request = function()
  if new then n = n + 1 end
  return start .. n .. rest
end
done = function(summary, latency)
  local e = summary.errors
  io.write(string.format("RESULT %d %d %d %d %d %d\\n", summary.requests, summary.duration,
    e.status, e.connect + e.read + e.write + e.timeout, latency:percentile(50), latency:percentile(99)))
end
"""


@dataclass(frozen=True)
class Round:
    """What one round has given: answers a second, answers that were none, milliseconds."""

    rate: float
    errors: int
    median: float
    p99: float


@dataclass(frozen=True)
class Load:
    """Requests of one kind: each target is `target` and a number, another one in each where `new`."""

    port: int
    target: str
    headers: Mapping[str, str]
    new: bool

    def round(self, connections: int, seconds: float, first: int, folder: Path) -> Round:
        """Ask for some seconds; the numbers begin after `first`."""
        if WRK is None:
            return self._python(connections, seconds, first)
        headers = {"Host": f"{HOST}:{self.port}", **self.headers}
        lines = "".join(
            f"{name}: {value}\\r\\n".replace('"', '\\"') for name, value in headers.items()
        )
        script = folder / "load.lua"
        script.write_text(
            SCRIPT.format(
                first=first, new=str(self.new).lower(), target=self.target, headers=lines
            ),
            encoding="utf-8",
        )
        command = [WRK, "-t1", f"-c{connections}", f"-d{seconds:.0f}s", f"--timeout={TIMEOUT:.0f}s"]
        command += ["-s", str(script), f"http://{HOST}:{self.port}/"]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        line = next(line for line in said.splitlines() if line.startswith("RESULT "))
        count, micros, status, broken, median, p99 = map(int, line.split()[1:])
        return Round((count - status) / (micros / 1e6), status + broken, median / 1000, p99 / 1000)

    def _python(self, connections: int, seconds: float, first: int) -> Round:
        targets = [self.target if self.new else f"{self.target}{first}"]
        begun = time.monotonic()
        found = asked(self.port, targets, self.headers, connections, first, self.new, seconds)
        took = time.monotonic() - begun
        times = [time for time in found if time is not None]
        if len(times) < 2:
            return Round(len(times) / took, len(found) - len(times), took * 1000, took * 1000)
        p99 = statistics.quantiles(times, n=100)[98]
        errors = len(found) - len(times)
        return Round(len(times) / seconds, errors, statistics.median(times) * 1000, p99 * 1000)


def asked(
    port: int, targets: Sequence[str], headers: Mapping[str, str], connections: int, first: int,
    new: bool, seconds: float = TIMEOUT, count: int = 1 << 60,
) -> list[float | None]:  # fmt: skip
    """The seconds of each answer, None for one that is none; each connection asks `count` times at most."""
    with multiprocessing.get_context("spawn").Pool(connections) as pool:
        pool.map(time.sleep, [0.3] * connections, 1)  # all are there before the first asks
        calls = [
            (port, targets, headers, first + number * 1_000_000, new, seconds, count)
            for number in range(connections)
        ]
        return [time for times in pool.starmap(_ask, calls, 1) for time in times]


def _ask(
    port: int, targets: Sequence[str], headers: Mapping[str, str], first: int, new: bool,
    seconds: float, count: int,
) -> list[float | None]:  # fmt: skip
    connection, found = (
        http.client.HTTPConnection(HOST, port, timeout=TIMEOUT),
        list[float | None](),
    )
    until = time.perf_counter() + seconds
    while (begun := time.perf_counter()) < until and len(found) < count:
        number = first + len(found)
        target = targets[number % len(targets)]
        try:
            connection.request("GET", f"{target}{number}" if new else target, headers=dict(headers))
            answer = connection.getresponse()
            answer.read()
            good = answer.status in (200, 304)
        except OSError:
            connection.close()
            good = False
        found.append(time.perf_counter() - begun if good else None)
    return found
