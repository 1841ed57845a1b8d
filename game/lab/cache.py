"""Tallies kept between runs, so that an interrupted sweep goes on where it stopped."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path

from game.lab.tally import Tally, TallyError

MOST_BYTES = 512 * 1024 * 1024
"""What the folder may hold; the oldest entries go first."""

_SUFFIX = ".tally"
_MARK = 16


class Cache:
    """Tallies by the digest of the work they came from. An entry that is not what was written is
    dropped; a folder that cannot be written to keeps nothing.
    """

    def __init__(self, folder: Path, most: int = MOST_BYTES) -> None:
        self.folder = folder
        self.most = most

    def get(self, digest: str) -> Tally | None:
        """The tally of some work, if it is kept."""
        path = self._path(digest)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        if data[:_MARK] == _mark(data[_MARK:]):
            with contextlib.suppress(TallyError):
                return Tally.from_bytes(data[_MARK:])
        with contextlib.suppress(OSError):
            path.unlink()
        return None

    def put(self, digest: str, data: bytes) -> None:
        """Keep a tally's bytes, whole or not at all."""
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self.folder, delete=False) as file:
                try:
                    file.write(_mark(data) + data)
                    file.flush()
                except OSError:
                    Path(file.name).unlink()
                    raise
            os.replace(file.name, self._path(digest))  # noqa: PTH105 - one step on every system

    def tidy(self) -> None:
        """Drop the oldest entries beyond what the folder may hold."""
        with contextlib.suppress(OSError):
            entries = sorted(
                (entry.stat().st_mtime, entry.stat().st_size, entry)
                for entry in self.folder.iterdir()
                if entry.is_file()
            )
            spare = sum(size for _, size, _ in entries) - self.most
            for _, size, entry in entries:
                if spare <= 0:
                    break
                entry.unlink(missing_ok=True)
                spare -= size

    def _path(self, digest: str) -> Path:
        return self.folder / f"{digest}{_SUFFIX}"


def _mark(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_MARK).digest()
