"""The server behind Debian's nginx, with the site that the docs give."""

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.server.mcp_client import called, refused
from tests.server.served import serving

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
NAMED = {"Host": "data.example.org"}
WHOLE = """
{user}
daemon off;
pid {folder}/nginx.pid;
error_log stderr;
events {{ worker_connections 256; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  {site}
}}
"""


@pytest.fixture(scope="module")
def proxied(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    if NGINX is None:
        pytest.skip("no nginx on this machine; `make proxy` installs it as root")
    folder = tmp_path_factory.mktemp("proxy")
    graph = folder / "small.nq"
    graph.write_text("<urn:a> <urn:b> <urn:c> .\n", encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    options = ("--behind-proxy", "--timeout", "1", "--mcp-hosts", NAMED["Host"])
    with serving("--graph", str(graph), *options) as running:
        site = (project / "docs/deploy/nginx.conf").read_text(encoding="utf-8")
        ours = running.address.removeprefix("http://")
        user = "user root;" if os.geteuid() == 0 else ""  # the folder is ours alone
        site = re.sub(r"listen 80;", f"listen 127.0.0.1:{port};", site)
        site = site.replace("127.0.0.1:8000", ours)
        (folder / "nginx.conf").write_text(
            WHOLE.format(folder=folder, site=site, user=user), encoding="utf-8"
        )
        process = subprocess.Popen(
            [NGINX, "-c", str(folder / "nginx.conf"), "-p", str(folder)], stderr=subprocess.DEVNULL
        )
        try:
            with httpx.Client(
                base_url=f"http://127.0.0.1:{port}", timeout=30, headers=NAMED
            ) as client:
                for _ in range(100):
                    try:
                        client.get("/healthz")
                        break
                    except httpx.ConnectError:
                        time.sleep(0.05)
                yield client
        finally:
            process.terminate()
            process.wait(10)


def test_answers_come_through_as_they_are(proxied: httpx.Client) -> None:
    answer = proxied.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }"})
    assert answer.json()["results"]["bindings"][0]["s"]["value"] == "urn:a"
    known = {"If-None-Match": answer.headers["ETag"]}
    assert proxied.get(str(answer.url), headers=known).status_code == 304
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_errors_are_our_own(proxied: httpx.Client) -> None:
    endless = " ".join(f"?s{i} ?p{i} ?o{i} ." for i in range(99))
    values = "VALUES ?v { " + "1 " * 40 + "}"
    values = " ".join(f"{{ {values.replace('?v', f'?v{i}')} }}" for i in range(9))
    query = f"SELECT (COUNT(*) AS ?n) {{ {endless} {values} }}"
    answer = proxied.post("/sparql", data={"query": query})
    assert answer.status_code == 504
    assert "within 1 seconds" in answer.text
    assert proxied.get("/sparql", params={"query": "SELECT"}).status_code == 400


@pytest.mark.deep
def test_a_long_query_and_a_graph_come_through(proxied: httpx.Client) -> None:
    query = "SELECT * { ?s ?p ?o }" + "#" * 60_000
    assert proxied.post("/sparql", data={"query": query}).status_code == 200
    graph = b"<urn:a> a <urn:b> .\n" * 400_000
    headers = {"Content-Type": "text/turtle"}
    answer = proxied.post("/validate?format=json", content=graph, headers=headers)
    assert answer.json()["verdict"] == "nothing-checked"


def test_addresses_follow_the_host_and_scheme_that_the_proxy_names(proxied: httpx.Client) -> None:
    answer = proxied.get("/robots.txt")
    assert "Sitemap: http://data.example.org/sitemap.xml" in answer.text


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "data.example.org.evil.example"])
def test_a_host_that_is_not_the_sites_own_is_refused(host: str, proxied: httpx.Client) -> None:
    answer = proxied.get("/robots.txt", headers={"Host": host})
    assert answer.status_code == 421
    assert host not in answer.text


def test_language_models_ask_by_the_name_of_the_site(proxied: httpx.Client) -> None:
    assert called(proxied, "sparql", query="SELECT * { ?s ?p ?o }")["count"] == 1
    assert "no saved questions" in refused(proxied, "run_question")
