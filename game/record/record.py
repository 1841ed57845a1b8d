"""A record read from its file, as far as it can be read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from game.record.errors import RecordError
from game.record.minutes import (
    FORMAT,
    Answer,
    Done,
    Entry,
    Header,
    Line,
    Past,
    Snapshot,
    Undo,
    header_line,
    line_of,
    read_header,
    read_line,
)

MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Record:
    """A game's minutes with everything that was taken back left out.

    `size` is that of the file in bytes, `whole` where its last whole line ends. `cut` is "" or says
    that the last line was written only in part (the program was killed then): the game goes on
    from the line before. `damage` is None or what is wrong with a line, or with the format: the
    entries are those before it.
    """

    header: Header
    entries: tuple[Entry, ...] = ()
    past: tuple[Answer, ...] = ()
    path: Path | None = None
    size: int = 0
    whole: int = 0
    cut: str = ""
    damage: RecordError | None = None

    @property
    def lines(self) -> list[str]:
        """The record as lines of text, without what was taken back."""
        past = [line_of(Past(answer)) for answer in self.past]
        return [header_line(self.header), *past, *(line_of(entry) for entry in self.entries)]


def read(path: Path) -> Record:
    """Read a record. Raises RecordError when not even its header can be read; the file is never
    changed.
    """
    data = _bytes(path)
    lines, whole, cut = _lines(data, path)
    if not lines:
        raise RecordError(f"{path}", "the file is empty", "the record of a game")
    header = read_header(_text(lines[0], f"{path}:1"), f"{path}:1")
    found: list[Line] = []
    damage = _format(header, path)
    for number, raw in enumerate(lines[1:], start=2):
        try:
            found.append(read_line(_text(raw, f"{path}:{number}"), f"{path}:{number}", number))
        except RecordError as error:
            damage = damage or error
            break
    past = tuple(line.answer for line in found if isinstance(line, Past))
    return Record(
        header,
        tuple(standing(found)),
        past,
        path,
        size=len(data),
        whole=whole,
        cut="" if damage else cut,
        damage=damage,
    )


def standing(lines: Iterable[Line]) -> list[Entry]:
    """What stands when everything taken back is left out."""
    entries: list[Entry] = []
    for line in lines:
        if isinstance(line, Undo):
            for place in reversed(range(len(entries))):
                entry = entries[place]
                if isinstance(entry, Answer) and entry.seat == line.seat:
                    del entries[place:]
                    break
        elif isinstance(line, Answer | Done | Snapshot):
            entries.append(line)
    return entries


def _format(header: Header, path: Path) -> RecordError | None:
    if header.format <= FORMAT:
        return None
    found = f"the record has format {header.format}, written by a later version of the game"
    return RecordError(
        f"{path}:1", found, f"format {FORMAT}", "A newer version of the game can read all of it."
    )


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise RecordError(
            f"{path}", f"it cannot be read: {error.strerror}", "the record of a game"
        ) from None
    if len(data) > MOST_BYTES:
        raise RecordError(
            f"{path}", "it is larger than 64 MB", "the record of a game, which is a few MB at most"
        )
    return data


def _lines(data: bytes, path: Path) -> tuple[list[bytes], int, str]:
    """The whole lines, where they end, and what to say about a last line written in part."""
    lines = data.split(b"\n")
    tail = lines.pop()
    if not tail:
        return lines, len(data), ""
    number = len(lines) + 1
    try:
        if number == 1:
            read_header(_text(tail, ""), "")
        else:
            read_line(_text(tail, ""), "", number)
    except RecordError:
        found = "the last line was written only in part; the game goes on from the line before."
        return lines, len(data) - len(tail), f"{path}:{number}: {found}"
    return [*lines, tail], len(data), ""  # an editor left out the last line's end


def _text(raw: bytes, where: str) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        raise RecordError(where, "this is not UTF-8 text", "a line of JSON") from None
