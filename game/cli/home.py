"""Where games and crash reports are kept: the user's own data folder."""

from __future__ import annotations

import os
from pathlib import Path

from game.cli import SLUG

VARIABLE = "AFTER_LENIN_HOME"


def home() -> Path:
    """The folder; the environment variable AFTER_LENIN_HOME names another."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path(SLUG, appauthor=False)


def cache() -> Path:
    """The folder of what can be worked out again; in the named folder if one is named."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named) / "cache"
    from platformdirs import user_cache_path

    return user_cache_path(SLUG, appauthor=False)


def profile() -> Path:
    """The file of what was achieved."""
    return home() / "profile.json"


def games() -> Path:
    """The folder of saved games."""
    return home() / "games"
