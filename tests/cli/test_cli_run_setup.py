"""`make setup` on a machine that lacks something: one French sentence, and no half of an environment noted as whole."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """What the setup reads, in a folder of its own."""
    for name in ("tools", "requirements"):
        shutil.copytree(ROOT / name, tmp_path / "clone" / name)
    for name in ("pyproject.toml", "Makefile"):
        shutil.copy(ROOT / name, tmp_path / "clone" / name)
    return tmp_path / "clone"


def setup(clone: Path, **more: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in {"PYTHON", "MAKEFLAGS"}}
    return subprocess.run(
        ["make", "--no-print-directory", "setup"],
        cwd=clone,
        env=kept | more,
        capture_output=True,
        text=True,
        timeout=120,
    )


def program(path: Path, script: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def failed(ended: subprocess.CompletedProcess[str], sentence: str) -> None:
    said = [line for line in ended.stderr.splitlines() if not line.startswith("make")]
    assert ended.returncode != 0
    assert len(said) == 1, ended.stderr
    assert sentence in said[0]


def test_a_python_that_is_not_there(clone: Path):
    failed(setup(clone, PYTHON="python-of-nowhere"), "PYTHON=python-of-nowhere est introuvable")


def test_a_python_that_is_too_old(clone: Path, tmp_path: Path):
    old = program(tmp_path / "bin" / "old", "exit 1  # `sys.version_info < (3, 11)` says so")
    failed(setup(clone, PYTHON=str(old)), "il faut Python 3.11 ou plus récent")


def test_a_python_without_venv(clone: Path, tmp_path: Path):
    script = f'case "$*" in *ensurepip*) exit 1;; esac\nexec {sys.executable} "$@"'
    bare = program(tmp_path / "bin" / "bare", script)
    failed(setup(clone, PYTHON=str(bare)), "sudo apt install python3-venv")
    assert not (clone / ".venv").exists()


def test_no_network_is_said_and_nothing_is_noted_as_done(clone: Path):
    ended = setup(
        clone, PYTHON=sys.executable, PIP_CONFIG_FILE="/dev/null", PIP_NO_INDEX="1", PIP_FIND_LINKS="/nowhere"
    )
    failed(ended, "vérifiez le réseau ou la configuration de pip")
    assert not list((clone / ".venv").glob(".garant-*"))
    assert (clone / ".venv" / "setup.log").stat().st_size > 0


def test_a_finished_setup_is_not_done_again_and_a_changed_one_is(clone: Path):
    """The note is written as the setup writes it; a Python that does not exist shows whether it is needed."""
    digest = 'pwd && cat "requirements/run.txt" pyproject.toml'
    noted = subprocess.run(
        ["sh", "-c", f"{{ {digest}; }} | cksum"], cwd=clone, capture_output=True, text=True, check=True
    )
    (clone / ".venv").mkdir()
    (clone / ".venv" / ".garant-run").write_text(noted.stdout)
    assert setup(clone, PYTHON="python-of-nowhere").returncode == 0
    with (clone / "requirements" / "run.txt").open("a") as file:
        file.write("# one more line\n")
    failed(setup(clone, PYTHON="python-of-nowhere"), "est introuvable")


def test_help_lists_every_target_and_no_more_than_ten():
    ended = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    declared = (ROOT / "Makefile").read_text().split(".PHONY:")[1].splitlines()[0].split()
    assert len(declared) <= 10
    assert [name for name in declared if f"make {name} " not in ended.stdout] == []
