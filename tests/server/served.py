"""A server as its users have it: `rusfelt serve` in processes of its own, and a client for it."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from prometheus_client.parser import text_string_to_metric_families

ACCELERATED, FLASK = "accelerated", "flask"
GUNICORN = (
    "--bind",
    "127.0.0.1:0",
    "--threads",
    "24",
    "--limit-request-line",
    "8190",
    "--no-control-socket",
    "--forwarded-allow-ips",
    "",
    "--timeout",
    "0",
)
ADDRESS = re.compile(r"(http://[\d.]+:\d+)/?\s")


@dataclass(frozen=True)
class Served:
    """A running server: where it listens, its first process, what it has written to standard error, and
    whether it is accelerated or the Flask application alone."""

    address: str
    process: subprocess.Popen[bytes]
    client: httpx.Client
    said: Path
    kind: str = ACCELERATED

    def processes(self) -> dict[int, str]:
        """All its processes and what each is: the watching one, the serving one, zygotes, workers."""
        kinds = {0: "watching", 1: "serving", 2: "zygote", 3: "worker"}
        found, level = {}, [self.process.pid]
        for depth in range(4):
            found |= dict.fromkeys(level, kinds[depth])
            level = [child for pid in level for child in _children(pid)]
        return found

    def metric(self, name: str, **labels: str) -> float:
        """A figure of /metrics; AssertionError where there is none of that name with those labels."""
        families = text_string_to_metric_families(self.client.get("/metrics").text)
        samples = [one for family in families for one in family.samples if one.name == name]
        values = [one.value for one in samples if labels.items() <= one.labels.items()]
        assert values, f"there is no metric {name} {labels}"
        return sum(values)


def _children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task")
    try:
        texts = [(task / "children").read_text(encoding="ascii") for task in tasks.iterdir()]
    except OSError:
        return []
    return [int(word) for text in texts for word in text.split()]


@contextmanager
def serving(*options: str, kind: str = ACCELERATED, **environment: str) -> Iterator[Served]:
    """A server with the options of `rusfelt serve`, until it is ready; stopped as a user stops it.

    `kind` is `rusfelt serve` itself, or the application under another web server. Nothing is made
    before it is asked for, unless the environment says when: that takes seconds of every server.
    """
    environment = {"RUSFELT_WARM_UP_AFTER": "86400", **environment}
    if kind == ACCELERATED:
        command = [sys.executable, "-c", "from rusfelt.cli import main; main()"]
        command += ["serve", "--port", "0", *options]
    else:
        command = [sys.executable, "-m", "gunicorn", *GUNICORN, "server:create_app()"]
        environment = {**_as_environment(options), **environment}
    with tempfile.TemporaryDirectory() as folder:
        said = Path(folder) / "stderr"
        with said.open("wb") as file:
            process = subprocess.Popen(command, stderr=file, env={**os.environ, **environment})
        try:
            address = _address(process, said)
            with httpx.Client(base_url=address, timeout=60, follow_redirects=True) as client:
                client.get("/readyz")  # the socket listens from the first moment; this waits
                yield Served(address, process, client, said, kind)
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(30)
            finally:
                process.kill()


def _as_environment(options: tuple[str, ...]) -> dict[str, str]:
    """The same settings as variables: `--timeout 3` is RUSFELT_TIMEOUT=3, a flag without a value is true."""
    found, name = dict[str, str](), ""
    for word in options:
        if word.startswith("--"):
            name = "RUSFELT_" + word[2:].replace("-", "_").upper()
            found[name] = "true"
        else:
            found[name] = word
    return found


def _address(process: subprocess.Popen[bytes], said: Path) -> str:
    """Where the server says that it listens."""
    while process.poll() is None:
        found = ADDRESS.search(said.read_text(encoding="utf-8"))
        if found:
            return found[1]
        time.sleep(0.02)
    raise AssertionError(f"the server did not start: {said.read_text(encoding='utf-8')}")
