"""Where the scenarios and assets are that came with the game.

In a checkout and in an editable install they lie beside the package `game`; a wheel carries them
inside it. Folders are read afresh at every call, so a scenario added while the game runs is found.
"""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
_SCENARIO = "scenario.yaml"


class ScenarioNotFound(ValueError):
    """A name or path that leads to no scenario; the message lists those that are there."""


def scenarios_folder() -> Path:
    """Return the folder of the scenarios that came with the game, one folder each."""
    return _data("scenarios")


def assets_folder() -> Path:
    """Return the folder of icons, theme and catalogues."""
    return _data("assets")


def shipped() -> list[Path]:
    """Return every folder in `scenarios_folder()` that holds a scenario, by name."""
    try:
        return sorted(path for path in scenarios_folder().iterdir() if _holds_scenario(path))
    except FileNotFoundError:
        return []


def find(name_or_path: str) -> Path:
    """Return the folder of a scenario, named by its folder's name or by any path to it.

    A plain name means a shipped scenario first, and then a folder here; the path of the
    scenario.yaml itself will do as well.

    Raises:
        ScenarioNotFound: there is no scenario of that name and none at that path.
    """
    there = {path.name: path for path in shipped()}
    if name_or_path in there:
        return there[name_or_path]
    path = Path(name_or_path)
    if path.name == _SCENARIO:
        path = path.parent
    if name_or_path.strip() and _holds_scenario(path):
        return path.resolve()
    raise ScenarioNotFound(_not_found(name_or_path, list(there)))


def _data(folder: str) -> Path:
    # The package's own data first: beside an installed package lie other people's folders.
    inside = _PACKAGE / "_data" / folder
    return inside if inside.is_dir() else _PACKAGE.parent / folder


def _holds_scenario(folder: Path) -> bool:
    try:
        return (folder / _SCENARIO).is_file()
    except OSError:  # a name too long, a folder that may not be entered
        return False


def _not_found(name_or_path: str, names: list[str]) -> str:
    near = get_close_matches(name_or_path.lower(), names, n=1)
    meant = f" (did you mean {near[0]!r}?)" if near else ""
    found = ", ".join(names) or f"none in {scenarios_folder()}"
    return (
        f"no scenario {name_or_path!r}{meant}; scenarios found: {found}; "
        f"or give the path of a folder that holds a {_SCENARIO}"
    )
