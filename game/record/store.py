"""Where the lines of a record are kept while a game is played."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol


class Store(Protocol):
    """One writer of one record."""

    @property
    def name(self) -> str:
        """What to call the place in a message."""
        ...

    def append(self, lines: Sequence[str], *, sync: bool) -> None:
        """Write whole lines behind the others: they survive the process, with `sync` also the
        machine. Raises OSError; then none of them is written and the call may be tried again.
        """
        ...


class FileStore:
    """A record in a file of its own.

    A new file is made at the first append, never over another; one that is gone on with, which had
    `size` bytes when it was read, is first cut back to its `whole` lines. Nothing is written to a
    file that somebody else has changed.
    """

    def __init__(self, path: Path, whole: int | None = None, size: int | None = None) -> None:
        self.path = path
        self._size = whole
        self._found = size

    @property
    def name(self) -> str:
        """The path."""
        return str(self.path)

    def append(self, lines: Sequence[str], *, sync: bool) -> None:
        """Write lines behind the others. Raises OSError."""
        data = "".join(f"{line}\n" for line in lines).encode()
        if self._size is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("xb"):
                self._size = self._found = 0
        elif self._found is not None and self.path.stat().st_size != self._found:
            raise OSError(None, "another program has changed the file", str(self.path))
        with self.path.open("r+b", buffering=0) as file:
            file.truncate(self._size)
            file.seek(max(self._size - 1, 0))
            start = b"" if file.read(1) in (b"", b"\n") else b"\n"
            file.seek(self._size)
            try:
                _write(file.fileno(), start + data)
                if sync:
                    os.fsync(file.fileno())
            except OSError:
                file.truncate(self._size)
                self._found = self._size
                raise
        self._size += len(start) + len(data)
        self._found = self._size


def _write(descriptor: int, data: bytes) -> None:
    """Write all of it; a disk that is nearly full takes a part first."""
    while data:
        data = data[os.write(descriptor, data) :]
