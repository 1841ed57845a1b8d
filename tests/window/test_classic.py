"""The window on classic pygame, in an environment of its own: both cannot be in one."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CLASSIC = "pygame==2.6.1"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment with everything the game needs, but classic pygame."""
    if sys.version_info >= (3, 14):
        pytest.skip("classic pygame has no wheel for this Python")
    folder = tmp_path_factory.mktemp("classic")
    venv.create(folder, with_pip=True)
    found = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needs = [need for need in project["dependencies"] if not need.startswith("pygame-ce")]
    needs += [need for need in project["optional-dependencies"]["test"] if "pytest" in need]
    install = [found, "-m", "pip", "install", "-q", CLASSIC, "hypothesis", *needs]
    done = subprocess.run(install, check=False, capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"classic pygame cannot be installed here: {done.stderr.strip()[-200:]}")
    return found


def run(python: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy"}
    return subprocess.run(
        [python, *words], cwd=ROOT, env=environment, check=False, capture_output=True, text=True
    )


def test_the_program_opens_its_window(python: Path) -> None:
    done = run(python, "main.py", "--frames", "3")

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("part", ["play", "motion", "cards", "memory"])
def test_what_holds_on_pygame_ce_holds_here(python: Path, part: str) -> None:
    words = "-m", "pytest", "-n", "0", "-q", "-p", "no:cacheprovider"

    done = run(python, *words, f"tests/window/test_{part}.py")

    assert done.returncode == 0, done.stdout[-3000:]
