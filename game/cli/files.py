"""Files that commands write, and the tallies that are kept between runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.lab.cache import Cache


def refuse_unwritable(path: Path) -> None:
    """Raises Refused for a path that could not be written to when the work is done."""
    import tempfile

    from game.session.errors import Refused

    try:
        if path.is_dir():
            raise IsADirectoryError(21, "it is a folder")
        if path.exists():
            with path.open("r+b"):
                return
        with tempfile.TemporaryFile(dir=path.parent):
            pass
    except OSError as error:
        raise Refused(f"{path}: it cannot be written: {error.strerror}") from None


def write(path: Path, text: str) -> None:
    """Write a file. Raises Refused."""
    from game.session.errors import Refused

    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Refused(f"{path}: it cannot be written: {error.strerror}") from None


def tally_cache() -> Cache:
    """The tallies kept between runs."""
    from game.cli.home import cache
    from game.lab.cache import Cache

    found = Cache(cache() / "lab")
    found.tidy()
    return found
