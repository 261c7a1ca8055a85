"""A server as its users have it: `rusfelt serve` in processes of its own, and a client for it."""

import os
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


@dataclass(frozen=True)
class Served:
    """A running server: where it listens, its first process, what it has written to standard error."""

    address: str
    process: subprocess.Popen[bytes]
    client: httpx.Client
    said: Path

    def processes(self) -> dict[int, str]:
        """All its processes and what each is: the watching one, the serving one, zygotes, workers."""
        kinds = {0: "watching", 1: "serving", 2: "zygote", 3: "worker"}
        found, level = {}, [self.process.pid]
        for depth in range(4):
            found |= dict.fromkeys(level, kinds[depth])
            level = [child for pid in level for child in _children(pid)]
        return found

    def metric(self, name: str) -> float:
        """A figure of /metrics, by its name with its labels."""
        lines = self.client.get("/metrics").text.splitlines()
        return next(
            (float(line.rpartition(" ")[2]) for line in lines if line.startswith(name + " ")), 0.0
        )


def _children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task")
    try:
        texts = [(task / "children").read_text(encoding="ascii") for task in tasks.iterdir()]
    except OSError:
        return []
    return [int(word) for text in texts for word in text.split()]


@contextmanager
def serving(*options: str, **environment: str) -> Iterator[Served]:
    """`rusfelt serve` with options, until it is ready; stopped as a user stops it."""
    command = [sys.executable, "-c", "from rusfelt.cli import main; main()"]
    command += ["serve", "--port", "0", *options]
    with tempfile.TemporaryDirectory() as folder:
        said = Path(folder) / "stderr"
        with said.open("wb") as file:
            process = subprocess.Popen(command, stderr=file, env={**os.environ, **environment})
        try:
            address = _address(process, said)
            with httpx.Client(base_url=address, timeout=60) as client:
                client.get("/readyz")  # the socket listens from the first moment; this waits
                yield Served(address, process, client, said)
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(30)
            finally:
                process.kill()


def _address(process: subprocess.Popen[bytes], said: Path) -> str:
    """The first line that the server writes."""
    while process.poll() is None:
        line, end, _ = said.read_text(encoding="utf-8").partition("\n")
        if end:
            return line.rstrip("/")
        time.sleep(0.02)
    raise AssertionError(f"the server did not start: {said.read_text(encoding='utf-8')}")
