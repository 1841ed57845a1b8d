"""Files that commands write, and the tallies that are kept between runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.lab.cache import Cache
    from game.record.record import Record


def refuse_unwritable(path: Path, other_than: Path | None = None) -> None:
    """Raises Refused for a path that could not be written to when the work is done, and for the
    file that is read.
    """
    import tempfile

    from game.session.errors import Refused

    try:
        if path.is_dir():
            raise IsADirectoryError(21, "it is a folder")
        if other_than is not None and path.exists() and path.samefile(other_than):
            raise Refused(f"{path}: it is what is read; name another file to write to.")
        if path.exists():
            if path.is_file():
                with path.open("ab"):
                    pass
            return
        with tempfile.TemporaryFile(dir=path.parent):
            pass
    except OSError as error:
        raise Refused(f"{path}: it cannot be written: {error.strerror or error}") from None


def write(path: Path, text: str) -> None:
    """Write a file. Raises Refused."""
    from game.session.errors import Refused

    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise Refused(f"{path}: it cannot be written: {error.strerror or error}") from None


def heed_damage(record: Record) -> None:
    """Say that the last line of a record was cut off. Raises RecordError for a damaged one."""
    from game.cli.guard import say

    if record.damage is not None:
        raise record.damage
    if record.cut:
        say(record.cut)


def tally_cache() -> Cache:
    """The tallies kept between runs."""
    from game.cli.home import cache
    from game.lab.cache import Cache

    found = Cache(cache() / "lab")
    found.tidy()
    return found
