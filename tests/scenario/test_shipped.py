"""Shipped scenarios are found however the game was installed, and from wherever it is started."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.scenario import shipped

ROOT = Path(__file__).resolve().parents[2]
PROJECT = (".gitignore", "LICENSE", "README.md", "assets", "game", "pyproject.toml", "scenarios")
PROBE = """
import json, sys
from game import installation
from game.scenario import shipped
print(json.dumps({
    "scenarios": str(installation.scenarios_folder()),
    "icon": (installation.assets_folder() / "icon.svg").is_file(),
    "names": [path.name for path in shipped.shipped()],
    "found": str(shipped.find(sys.argv[1])),
}))
"""
BUILD_EDITABLE = "import sys; from hatchling.build import build_editable as b; b(sys.argv[1])"


@dataclass(frozen=True, slots=True)
class Install:
    """A Python that has the game, and the folder of scenarios that it should find."""

    python: Path
    environment: dict[str, str]
    scenarios: Path

    def probe(self, name: str, here: Path) -> dict[str, Any]:
        command = [str(self.python), "-c", PROBE, name]
        done = subprocess.run(
            command, cwd=here, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer


def checkout(tree: Path, _work: Path) -> Install:
    environment = environment_without_paths() | {"PYTHONPATH": str(tree)}
    return Install(Path(sys.executable), environment, tree / "scenarios")


def editable_install(tree: Path, work: Path) -> Install:
    run(sys.executable, "-c", BUILD_EDITABLE, str(work), cwd=tree)
    python, _ = virtual_environment_with(wheel_in(work), work)
    return Install(python, environment_without_paths(), tree / "scenarios")


def wheel_install(tree: Path, work: Path) -> Install:
    build_wheel(tree, work)
    python, packages = virtual_environment_with(wheel_in(work), work)
    return Install(python, environment_without_paths(), packages / "game/_data/scenarios")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Return a copy of the project with one scenario more."""
    copy = tmp_path / "tree"
    copy.mkdir()
    for name in PROJECT:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif (ROOT / name).exists():
            shutil.copy(ROOT / name, copy / name)
    add_scenario(copy / "scenarios", "probe-first")
    return copy


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder that stands for the one of the shipped scenarios."""
    scenarios = tmp_path / "scenarios"
    scenarios.mkdir()
    monkeypatch.setattr(shipped, "scenarios_folder", lambda: scenarios)
    monkeypatch.chdir(tmp_path)
    return scenarios


@pytest.mark.parametrize("install", [checkout, editable_install, wheel_install])
def test_scenarios_and_assets_are_found_from_any_folder_also_when_added_later(
    install: Callable[[Path, Path], Install], tree: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    installed = install(tree, elsewhere)

    before = installed.probe("probe-first", elsewhere)
    add_scenario(installed.scenarios, "probe-later")
    after = installed.probe("probe-later", Path(os.sep))

    assert before["scenarios"] == str(installed.scenarios)
    assert before["icon"]
    assert before["found"] == str(installed.scenarios / "probe-first")
    assert after["names"] == sorted([*before["names"], "probe-later"])
    assert after["found"] == str(installed.scenarios / "probe-later")


def test_the_wheel_holds_every_scenario_file_and_asset(tree: Path, tmp_path: Path) -> None:
    build_wheel(tree, tmp_path)

    with ZipFile(wheel_in(tmp_path)) as wheel:
        packed = {name.removeprefix("game/_data/") for name in wheel.namelist()}

    for folder in ("scenarios", "assets"):
        files = {p.relative_to(tree).as_posix() for p in (tree / folder).rglob("*") if p.is_file()}
        assert files
        assert files <= packed


def test_this_checkout_ships_what_lies_in_its_scenarios_folder() -> None:
    manifests = sorted(ROOT.glob("scenarios/*/scenario.yaml"))

    assert shipped.shipped() == [path.parent for path in manifests]


def test_a_folder_without_a_scenario_file_is_not_a_scenario(folder: Path) -> None:
    add_scenario(folder, "real")
    (folder / "notes").mkdir()
    (folder / "LICENSE").write_text("text")

    assert shipped.shipped() == [folder / "real"]


def test_without_a_scenarios_folder_nothing_is_shipped(folder: Path) -> None:
    folder.rmdir()

    assert shipped.shipped() == []
    with pytest.raises(shipped.ScenarioNotFound, match="scenarios found: none in "):
        shipped.find("anything")


@pytest.mark.parametrize(
    "path", ["mine", "./mine", "mine/", "mine/scenario.yaml", "scenarios/../mine"]
)
def test_a_path_leads_to_its_scenario(folder: Path, path: str) -> None:
    mine = add_scenario(folder.parent, "mine")

    assert shipped.find(path) == mine
    assert shipped.find(str(folder.parent / path)) == mine


def test_a_name_of_a_shipped_scenario_and_one_here_is_refused_until_it_says_which(
    folder: Path,
) -> None:
    theirs = add_scenario(folder, "twice")
    mine = add_scenario(folder.parent, "twice")

    with pytest.raises(shipped.ScenarioNotFound, match=r"write .+ for the other"):
        shipped.find("twice")

    assert shipped.find("./twice") == mine
    assert shipped.find(str(theirs)) == theirs


def test_a_saved_game_finds_its_scenario_again_whatever_lies_in_the_folder_here(
    folder: Path,
) -> None:
    theirs = add_scenario(folder, "twice")
    mine = add_scenario(folder.parent, "twice")

    assert shipped.find_again(shipped.known_as(theirs)) == theirs
    assert shipped.find_again(shipped.known_as(mine)) == mine


def test_a_wrong_name_is_answered_with_the_nearest_and_all_that_were_found(folder: Path) -> None:
    add_scenario(folder, "first-winter")
    add_scenario(folder, "second-winter")

    with pytest.raises(shipped.ScenarioNotFound) as caught:
        shipped.find("First-Wintr")

    assert str(caught.value) == (
        "no scenario 'First-Wintr' (did you mean 'first-winter'?); "
        "scenarios found: first-winter, second-winter; "
        "or give the path of a folder that holds a scenario.yaml"
    )


@given(st.text(st.characters(exclude_characters="/\\.")) | st.text("\0/.~ x", max_size=300))
def test_whatever_is_typed_the_answer_repeats_it(text: str) -> None:
    with pytest.raises(shipped.ScenarioNotFound, match=re.escape(repr(text))):
        shipped.find(text)


def test_a_name_longer_than_any_file_name_is_not_found() -> None:
    with pytest.raises(shipped.ScenarioNotFound):
        shipped.find("x" * 5000)


def add_scenario(folder: Path, name: str) -> Path:
    (folder / name).mkdir(parents=True)
    (folder / name / "scenario.yaml").write_text("format: 1\n")
    return folder / name


def build_wheel(tree: Path, target: Path) -> None:
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target), cwd=tree)


def wheel_in(folder: Path) -> Path:
    (wheel,) = folder.glob("*.whl")
    return wheel


def virtual_environment_with(wheel: Path, work: Path) -> tuple[Path, Path]:
    """Return the Python and the packages folder of a new environment that holds the wheel."""
    home = work / "venv"
    run(sys.executable, "-m", "venv", "--without-pip", str(home), cwd=work)
    paths = {"base": str(home), "platbase": str(home)}
    python = Path(sysconfig.get_path("scripts", "venv", paths)) / Path(sys.executable).name
    packages = Path(sysconfig.get_path("purelib", "venv", paths))
    pip = [sys.executable, "-m", "pip", "--python", str(python), "--quiet", "install"]
    run(*pip, "--no-deps", "--no-index", "--disable-pip-version-check", str(wheel), cwd=work)
    # What the game depends on comes from the environment of this test, after the game itself.
    (packages / "zz-dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return python, packages


def environment_without_paths() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}


def run(*command: str, cwd: Path) -> None:
    environment = environment_without_paths()
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
