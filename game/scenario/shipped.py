"""The scenarios that came with the game, and those at a path.

Folders are read afresh at every call, so a scenario added while the game runs is found.
"""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

from game.installation import scenarios_folder

_SCENARIO = "scenario.yaml"


class ScenarioNotFound(ValueError):
    """A name or path that leads to no scenario or to two; the message says what there is."""


def shipped() -> list[Path]:
    """Return every folder in `scenarios_folder()` that holds a scenario, by name."""
    try:
        return sorted(path for path in scenarios_folder().iterdir() if _holds_scenario(path))
    except FileNotFoundError:
        return []


def find(name_or_path: str) -> Path:
    """Return the folder of a scenario, named by its folder's name or by any path to it.

    A plain name means a shipped scenario or a folder here; the path of the scenario.yaml itself
    will do as well.

    Raises:
        ScenarioNotFound: there is none of that name or at that path, or one here and one shipped.
    """
    found = find_again(name_or_path)
    here = Path(name_or_path)
    if found.parent == scenarios_folder() and _holds_scenario(here) and not here.samefile(found):
        raise ScenarioNotFound(
            f"{name_or_path!r} is a scenario of the game and a folder here; "
            f"write {found} for the one and ./{name_or_path} for the other"
        )
    return found


def find_again(name_or_path: str) -> Path:
    """Return the folder of a scenario that a saved game names, wherever it is gone on with: the
    shipped one of that name, else the one at that path. Raises ScenarioNotFound.
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


def known_as(folder: Path) -> str:
    """By what `find_again` finds a scenario: its name if it is a shipped one, else its path."""
    return folder.name if folder in shipped() else str(folder.resolve())


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
