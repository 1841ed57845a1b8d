"""Where the files are that came with the game: scenarios, and the icon.

In a checkout and in an editable install they lie beside the package `game`; a wheel carries them
inside it.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def scenarios_folder() -> Path:
    """Return the folder of the scenarios that came with the game, one folder each."""
    return _folder("scenarios")


def assets_folder() -> Path:
    """Return the folder of what is neither code nor scenario: the icon in the task bar."""
    return _folder("assets")


def _folder(name: str) -> Path:
    # The package's own data first: beside an installed package lie other people's folders.
    inside = _PACKAGE / "_data" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
