"""What the window keeps between two runs: the settings, and which texts were read before.

Both are files in one folder that people can read and mend. A value that does not fit is left out
and told; a file that cannot be written is told once and everything goes on without it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields
from hashlib import blake2b
from pathlib import Path
from typing import Any

from game.art.theme import THEMES
from game.i18n import tr
from game.window.keys import Bindings

SCALES = (100, 125, 150, 200)
"""Text sizes in percent."""
VOLUMES = (0, 25, 50, 75, 100)
"""Volumes in percent; 0 is mute."""


@dataclass(slots=True)
class Settings:
    """What the player has chosen. `reveal` brings systems up one by one in the first year, `skip`
    shortens texts that were read before, `keys` holds the chords that were changed.
    """

    scale: int = SCALES[0]
    theme: str = "poster"
    motion: bool = True
    volume: int = 75
    mute: bool = False
    fullscreen: bool = False
    hints: bool = True
    reveal: bool = True
    skip: bool = False
    keys: dict[str, str] = field(default_factory=dict)


def _is_keys(value: object) -> bool:
    return isinstance(value, dict) and all(
        isinstance(key, str) and isinstance(chord, str) for key, chord in value.items()
    )


_FITS: Mapping[str, Callable[[object], bool]] = {
    "scale": SCALES.__contains__,
    "theme": list(THEMES).__contains__,
    "volume": VOLUMES.__contains__,
    "keys": _is_keys,
}


def _any(_: object) -> bool:
    return True


class Memory:
    """The settings and the texts that were read, in a folder; without one they last as long as
    the window.
    """

    def __init__(self, folder: Path | None = None, settings: Settings | None = None) -> None:
        self.trouble = ""
        self._folder = folder
        self._told = False
        self.settings = settings or self._load()
        self._read = set(self._text("read.txt").split())

    # -------------------------------------------------------------- settings

    def save(self) -> None:
        """Write the settings down."""
        text = json.dumps(asdict(self.settings), indent=2, ensure_ascii=False)
        self._write("settings.json", f"{text}\n")

    def _load(self) -> Settings:
        settings = Settings()
        text = self._text("settings.json")
        if not text:
            return settings
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            self._unfit(tr("settings.whole"))
            return settings
        for known in fields(Settings):
            if known.name in found:
                self._take(settings, known.name, found[known.name])
        bindings = Bindings(settings.keys)
        if bindings.chosen != settings.keys or bindings.clashes():
            self._unfit("keys")
            settings.keys = {}
        return settings

    def _take(self, settings: Settings, name: str, value: Any) -> None:
        usual = getattr(settings, name)
        if type(value) is type(usual) and _FITS.get(name, _any)(value):
            setattr(settings, name, value)
        else:
            self._unfit(name)

    def _unfit(self, what: str) -> None:
        self.trouble = self.trouble or tr("settings.unfit", what=what, file=self._name)

    @property
    def _name(self) -> str:
        return str(self._folder / "settings.json") if self._folder else ""

    # -------------------------------------------------------------- texts

    def knows(self, text: str) -> bool:
        """Whether a text was read before."""
        return _mark(text) in self._read

    def note(self, text: str) -> None:
        """Remember that a text was read."""
        mark = _mark(text)
        if mark not in self._read:
            self._read.add(mark)
            self._write("read.txt", "".join(f"{one}\n" for one in sorted(self._read)))

    def forget(self) -> None:
        """Forget every text that was read."""
        self._read.clear()
        self._write("read.txt", "")

    # -------------------------------------------------------------- files

    def write_transcript(self, words: str) -> Path | None:
        """Write the words of a screen down; the file, or None if it could not be written."""
        written = self._write("transcript.txt", f"{words}\n")
        return self._folder / "transcript.txt" if self._folder and written else None

    def _text(self, name: str) -> str:
        if self._folder is None:
            return ""
        try:
            return (self._folder / name).read_text(encoding="utf-8", errors="replace")
        except FileNotFoundError:
            return ""
        except OSError as error:
            self.trouble = tr("settings.unread", file=self._folder / name, why=error.strerror)
            return ""

    def _write(self, name: str, text: str) -> bool:
        """Write a file, and whether that could be done; the first failure is told."""
        if self._folder is None:
            return False
        path = self._folder / name
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            fresh = path.with_suffix(".new")
            fresh.write_text(text, encoding="utf-8", newline="\n")
            fresh.replace(path)
        except OSError as error:
            if not self._told:
                self._told = True
                self.trouble = tr("settings.unwritten", file=path, why=error.strerror)
            return False
        return True


def _mark(text: str) -> str:
    return blake2b(" ".join(text.split()).encode(), digest_size=6).hexdigest()
