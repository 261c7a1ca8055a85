"""Runs the part of the suite that should find a mutant, in a copy of the tree with an environment of its own."""

import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.mutants.mutant import ROOT, Mutant

SCRIPT = "#!{python}\nfrom rusfelt.cli import main\nmain()\n"
# A test of time fails beside another mutant, whatever the code says.
NOT_BESIDE_OTHERS = "not deep and not alone"
FOUND, PASSED = (1, 2), 0  # pytest: a test failed, or could not even be collected


@dataclass(frozen=True)
class Outcome:
    """What came of one mutant: found by which test, or not."""

    mutant: Mutant
    found: bool
    by: str


class Unusable(RuntimeError):
    """The suite cannot be run here, or fails without any mutant."""


def _copy(folder: Path) -> Path:
    """The tree as git knows it, new files too; the folder of texts and the clients beside it."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    tree = folder / "tree"
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, tree / name)
    if (ROOT.parent / "shared").is_dir():
        (folder / "shared").symlink_to(ROOT.parent / "shared")
    for modules in ROOT.glob("tests/**/clients/node_modules"):
        (tree / modules.relative_to(ROOT)).symlink_to(modules)
    return tree


def _environment(folder: Path, tree: Path) -> Path:
    """A Python with the packages of this one, for which the project is the copy."""
    venv.create(folder / "environment", symlinks=True, with_pip=False)
    python = folder / "environment/bin/python"
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    packages = folder / "environment/lib" / version / "site-packages"
    # A folder named in a .pth file has its own .pth files left out: the project installed here stays unseen.
    (packages / "copy.pth").write_text(f"{tree}\n{sysconfig.get_path('purelib')}\n")
    script = python.with_name("rusfelt")
    script.write_text(SCRIPT.format(python=python))
    script.chmod(0o755)
    return python


def _pytest(python: Path, tree: Path, tests: Iterable[str], seconds: float) -> tuple[int, str]:
    """Exit status and output of a run that stops at the first failure; -1 where time ran out."""
    tests = list(tests)
    command = [str(python), "-m", "pytest", "-x", "--tb=no", "-p", "no:cacheprovider"]
    if not any("::" in one for one in tests):  # a test that is named runs, deep or not
        command += ["-m", NOT_BESIDE_OTHERS]
    command += tests
    scratch = tree.parent / "scratch"
    scratch.mkdir(exist_ok=True)
    environment = {**os.environ, "TMPDIR": str(scratch), "PYTHONDONTWRITEBYTECODE": "1"}
    environment.pop("PYTHONPATH", None)
    process = subprocess.Popen(
        command,
        cwd=tree,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        said, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return -1, ""
    return process.returncode, said


def _first_failure(said: str) -> str:
    lines = [line for line in said.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return lines[0].partition(" - ")[0] if lines else said[-300:]


def outcome(mutant: Mutant, seconds: float) -> Outcome:
    """Whether the tests of the mutant find it within so many seconds; Stale, Unusable."""
    with TemporaryDirectory(prefix="mutant-") as folder:
        tree = _copy(Path(folder))
        file = tree / mutant.file
        file.write_text(mutant.applied(file.read_text(encoding="utf-8")), encoding="utf-8")
        status, said = _pytest(_environment(Path(folder), tree), tree, mutant.tests, seconds)
    if status == -1:
        return Outcome(mutant, True, f"no end in {seconds:.0f} s")
    if status not in (*FOUND, PASSED):
        raise Unusable(f"{mutant}: pytest ends with {status}:\n{said[-2000:]}")
    return Outcome(mutant, status in FOUND, _first_failure(said) if status else "")


def check_unmutated(tests: Collection[str], seconds: float) -> None:
    """The same tests without any mutant, in the same kind of copy; Unusable where they fail."""
    named = {one for one in tests if "::" in one}
    with TemporaryDirectory(prefix="mutant-") as folder:
        tree = _copy(Path(folder))
        python = _environment(Path(folder), tree)
        for asked in filter(None, (sorted(set(tests) - named), sorted(named))):
            status, said = _pytest(python, tree, asked, seconds)
            if status != PASSED:
                raise Unusable(f"without a mutant pytest ends with {status}:\n{said[-4000:]}")
