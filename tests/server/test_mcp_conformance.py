"""The official conformance suite of the Model Context Protocol against /mcp: what of it applies passes."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.server.served import Served
from tests.some import some

CLIENTS = Path(__file__).parent / "clients"
SUITE = CLIENTS / "node_modules" / "@modelcontextprotocol" / "conformance"
PASSED = ("tools-list", "server-initialize", "ping", "dns-rebinding-protection")
# What we do not offer (prompts, resources, logging, completion, elicitation, sessions with streams), or the suite tries
# by tools of its own name.
ELSEWHERE = re.compile(
    r"prompts-|resources-|logging-|completion-|elicitation-|server-sse-|tools-call-|json-schema-2020-12$"
)


@pytest.fixture(scope="module")
def suite() -> list[str]:
    """The command that runs the suite; skips where it is not installed."""
    if shutil.which("node") is None or not SUITE.is_dir():
        pytest.skip("no conformance suite on this machine; `make clients` installs it")
    return ["node", "conformance.mjs"]


def run(suite: list[str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*suite, *arguments], cwd=CLIENTS, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize("scenario", some(PASSED))
def test_what_applies_passes(suite: list[str], served: Served, scenario: str) -> None:
    url = served.address.replace("127.0.0.1", "localhost") + "/mcp"
    done = run(suite, "server", "--url", url, "--scenario", scenario)
    assert done.returncode == 0, done.stdout
    assert re.search(r"Passed: ([1-9]\d*)/\1, 0 failed", done.stdout), done.stdout


@pytest.mark.deep
def test_every_scenario_is_passed_or_named_as_none_of_ours(suite: list[str], project: Path) -> None:
    listed = re.findall(r"^\s+- (\S+)", run(suite, "list", "--server").stdout, re.MULTILINE)
    assert len(listed) > 25
    assert [one for one in listed if one not in PASSED and not ELSEWHERE.match(one)] == []
    page = (project / "docs/mcp.md").read_text(encoding="utf-8")
    assert [one for one in listed if f"`{one}`" not in page] == []
