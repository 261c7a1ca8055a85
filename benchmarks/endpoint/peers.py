"""The endpoints that are compared: installed, started until they answer, stopped."""

import http.client
import os
import socket
import subprocess
import sys
import time
import venv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

PATIENCE = 300.0
HOST = "127.0.0.1"
FLASK = '''"""The least that a Flask application over pyoxigraph has to be."""

import os

from flask import Flask, Response, request
from pyoxigraph import QueryResultsFormat, QueryTriples, RdfFormat, Store

store = Store()
store.bulk_load(path=os.environ["GRAPH"], format=RdfFormat.N_QUADS)
app = Flask(__name__)


@app.get("/sparql")
def sparql():
    result = store.query(request.args["query"], use_default_graph_as_union=True)
    if isinstance(result, QueryTriples):
        body = result.serialize(format=RdfFormat.N_TRIPLES)
        return Response(body, content_type="application/n-triples")
    body = result.serialize(format=QueryResultsFormat.JSON)
    return Response(body, content_type="application/sparql-results+json")
'''


@dataclass
class Peer:
    """A server: `{port}` in its command is the port it is told, `path` is where it takes queries."""

    name: str
    command: Sequence[str]
    path: str
    ready: str
    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    port: int = 0
    process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """Its first process."""
        assert self.process is not None
        return self.process.pid

    def start(self) -> float:
        """Seconds until it answers."""
        with socket.create_server((HOST, 0)) as free:
            self.port = free.getsockname()[1]
        begun = time.perf_counter()
        self.process = subprocess.Popen(
            [part.replace("{port}", str(self.port)) for part in self.command],
            cwd=self.folder,
            env={**os.environ, **self.environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        while time.perf_counter() < begun + PATIENCE and self.process.poll() is None:
            try:
                if self.get(self.ready, {}, PATIENCE)[0] == 200:
                    return time.perf_counter() - begun
            except OSError:
                time.sleep(0.005)
        self.stop()
        raise SystemExit(f"{self.name} did not start")

    def get(
        self, target: str, headers: Mapping[str, str], seconds: float
    ) -> tuple[int, Mapping[str, str], bytes]:
        """Status, headers (by their names in small letters) and body of one answer."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=seconds)
        try:
            connection.request("GET", target, headers=dict(headers))
            answer = connection.getresponse()
            body = answer.read()
            return answer.status, {name.lower(): text for name, text in answer.getheaders()}, body
        finally:
            connection.close()

    def stop(self) -> None:
        """End it: with patience, then without."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None


def installed(folder: Path) -> Path:
    """The programs of the peers, in an environment of their own; installed where it is missing."""
    programs = folder / "bin"
    if not all((programs / name).exists() for name in ("oxigraph", "rdflib-endpoint", "gunicorn")):
        print(f"installing the peers into {folder}", file=sys.stderr)
        venv.create(folder, with_pip=True)
        engine = f"pyoxigraph=={version('pyoxigraph')}"
        packages = ["oxigraph", "rdflib-endpoint[web]", "flask", "gunicorn", engine]
        install = [str(programs / "python"), "-m", "pip", "install", "--quiet", *packages]
        subprocess.run(install, check=True)
    return programs


def peers(programs: Path, folder: Path, graph: Path) -> list[Peer]:
    """All that are compared, over one graph; not started."""
    store = str(folder / f"{graph.stem}.oxigraph")
    oxigraph = str(programs / "oxigraph")
    for command in (["load", "--location", store, "--file", graph], ["optimize", "-l", store]):
        subprocess.run([oxigraph, *command], check=True, capture_output=True)
    (folder / "bare.py").write_text(FLASK, encoding="utf-8")
    ours = [sys.executable, "-c", "from rusfelt.cli import main; main()"]
    ours += ["serve", "--port", "{port}", "--graph", str(graph)]
    readonly = [oxigraph, "serve-read-only", "--location", store, "--bind", HOST + ":{port}"]
    gunicorn = [str(programs / "gunicorn"), "--bind", HOST + ":{port}", "--workers", "2"]
    gunicorn += ["--threads", "4", "--worker-class", "gthread", "--no-control-socket", "bare:app"]
    rdflib = [str(programs / "rdflib-endpoint"), "serve", "--host", HOST, "--port", "{port}"]
    ask = "?query=ASK%7B%7D"
    return [
        Peer("oxigraph", [*readonly, "--union-default-graph"], "/query", f"/query{ask}", folder),
        Peer("flask", gunicorn, "/sparql", f"/sparql{ask}", folder, {"GRAPH": str(graph)}),
        Peer("ours", ours, "/sparql", "/readyz", folder),
        Peer("ours, no cache", [*ours, "--cache-mb", "0"], "/sparql", "/readyz", folder),
        Peer("rdflib", [*rdflib, str(graph)], "/", f"/{ask}", folder),
    ]
