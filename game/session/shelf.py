"""The folder in which games are kept."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from game.briefing.choice import SaveCard
from game.briefing.words import period
from game.record.errors import RecordError
from game.record.minutes import Header, Snapshot, read_header, read_line
from game.record.store import FileStore
from game.session.errors import Refused

_TAIL = 512 * 1024
_SUFFIX = ".jsonl"
MOST_SHOWN = 50


class Shelf:
    """The saved games of one folder. It need not exist before the first game is saved."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def new(self, header: Header) -> FileStore:
        """A new file for a game, named after its scenario, seat and seed."""
        seat = header.seats[0] if header.seats else "bots"
        stem = f"{header.scenario}-{seat}-{header.seed}"
        path, number = self.folder / f"{stem}{_SUFFIX}", 2
        while path.exists():
            path, number = self.folder / f"{stem}-{number}{_SUFFIX}", number + 1
        return FileStore(path)

    def saves(self) -> tuple[SaveCard, ...]:
        """The games that were saved here, the latest first. Raises ValueError."""
        try:
            paths = [path for path in self.folder.iterdir() if path.suffix == _SUFFIX]
            dated = sorted(((path.stat().st_mtime, path) for path in paths), reverse=True)
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise Refused(f"{self.folder}: it cannot be read: {error.strerror}") from None
        return tuple(_card(path, at) for at, path in dated[:MOST_SHOWN])


def _card(path: Path, at: float) -> SaveCard:
    """A game's card; of a file that is no record, its name: opening it says what is wrong."""
    when = datetime.fromtimestamp(at).astimezone().strftime("%Y-%m-%d %H:%M")
    try:
        with path.open("rb") as file:
            header = read_header(file.readline(_TAIL).decode(), str(path))
            file.seek(max(path.stat().st_size - _TAIL, 0))
            lines = file.read().decode(errors="replace").splitlines()
    except (OSError, ValueError):
        return SaveCard(str(path), path.name, "", "", when)
    title = f"{header.title} (short)" if header.short else header.title
    date, over = _reached(lines)
    return SaveCard(str(path), title, header.player, date, when, over)


def _reached(lines: list[str]) -> tuple[str, bool]:
    """How far a game has come, in words, and whether it is over."""
    for line in reversed(lines):
        try:
            entry = read_line(line, "", 0)
        except RecordError:
            continue
        over = isinstance(entry, Snapshot) and not entry.next
        date = period(getattr(entry, "t", ""))
        return f"{date} (the end)" if over else date, over
    return "", False
