"""What a stranger's machine may lack is told in one sentence: a Python 3.10, the package index, disk space."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BARE = "/usr/bin:/bin"


def _run(script: str, *arguments: str, path: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": path, "HOME": "/nonexistent"}
    command = [str(ROOT / "scripts" / script), *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)


def _program(folder: Path, name: str, lines: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{lines}\n")
    path.chmod(0o755)


def test_without_any_python_310_it_says_what_to_do(tmp_path: Path) -> None:
    _program(tmp_path, "uv", "exit 1")
    ended = _run("find_python310", str(tmp_path / "uv"), path=BARE)
    if ended.returncode == 0:
        pytest.skip("this machine has a Python 3.10 in /usr/bin")
    assert ended.stdout == ""
    assert "Install Python 3.10" in ended.stderr


def test_a_python_310_on_the_path_is_found_before_anything_is_downloaded(tmp_path: Path) -> None:
    _program(tmp_path, "uv", "exit 1")
    _program(tmp_path, "python3.10", "exit 0")
    ended = _run("find_python310", str(tmp_path / "uv"), path=f"{tmp_path}:{BARE}")
    assert (ended.returncode, ended.stdout.strip()) == (0, str(tmp_path / "python3.10"))


@pytest.mark.parametrize(("free_kb", "sentence"), [("1000", "disk is almost full"), ("90000000", "package index")])
def test_why_packages_could_not_be_installed(tmp_path: Path, free_kb: str, sentence: str) -> None:
    _program(tmp_path, "df", f'echo "Filesystem 1K Used Available"; echo "disk 1 1 {free_kb}"')
    ended = _run("cannot_install", path=f"{tmp_path}:{os.environ['PATH']}")
    assert sentence in ended.stderr
    assert len(ended.stderr.strip().splitlines()) == 1


def test_make_lists_its_commands() -> None:
    ended = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    for command in ("run", "test", "check", "evaluate", "bench"):
        assert f"make {command} " in ended.stdout


def test_locks_carry_hashes_and_name_no_registry() -> None:
    for lock in (*ROOT.glob("requirements*.lock"), *ROOT.glob("bot/requirements*.lock")):
        text = lock.read_text()
        assert "--hash=sha256:" in text, lock.name
        assert "://" not in text, lock.name
        assert "index-url" not in text, lock.name
