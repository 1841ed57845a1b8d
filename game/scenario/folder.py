"""Which files a scenario consists of, and their text."""

from __future__ import annotations

import codecs
import hashlib
import stat
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from game.scenario.problems import Place, Problem

MAIN_FILE: Final = "scenario.yaml"
MAX_FILES: Final = 1_000
MAX_FILE_BYTES: Final = 4 * 1024 * 1024
MAX_FOLDER_BYTES: Final = 16 * 1024 * 1024


@dataclass(frozen=True, eq=False)
class TextFile:
    """A file of a scenario: its path in the folder, its path as it is shown, and its text.

    The text has one kind of line break, lines and columns count from 0, and `digest` is that of
    the bytes (blake2b, 32 hex digits).
    """

    name: str
    shown: str
    text: str
    digest: str

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their breaks."""
        return self.text.split("\n")

    def line(self, number: int) -> str:
        """A line, empty behind the last."""
        return self.lines[number] if number < len(self.lines) else ""

    def place(self, line: int, column: int) -> Place:
        """The place as it is shown, which counts from 1."""
        return Place(self.shown, line + 1, column + 1)


def read_folder(folder: Path) -> tuple[list[TextFile], list[Problem]]:
    """The files of the scenario in `folder`, and what is wrong with them.

    These are scenario.yaml, then every other *.yaml beside it and one folder down, by name. Names
    that begin with a dot are left out.
    """
    reading = _Reading(folder)
    try:
        reading.read()
    except _RefusedError as error:
        reading.problems.append(error.problem)
    return reading.files, reading.problems


class _RefusedError(Exception):
    """The folder, or a file of it, is not read."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem)


class _Reading:
    """What was found in a folder so far, and what is wrong with it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: list[TextFile] = []
        self.problems: list[Problem] = []

    def read(self) -> None:
        root = self._root()
        names = self._names(root)
        shown = self.folder.as_posix()
        if MAIN_FILE not in names:
            expected = f"{MAIN_FILE}, and any other *.yaml beside it"
            message = f"{shown} has no {MAIN_FILE}"
            raise _RefusedError(
                Problem("error", "E002", None, "", message, expected, self._below())
            )
        if len(names) > MAX_FILES:
            message = f"{shown} has {len(names):,} files"
            raise _RefusedError(
                Problem("error", "E006", None, "", message, f"at most {MAX_FILES:,} files")
            )
        sizes = {name: size for name in names if (size := self._size(name, root)) is not None}
        if sum(sizes.values()) > MAX_FOLDER_BYTES:
            message = f"the files in {shown} have {sum(sizes.values()):,} bytes"
            expected = f"at most {MAX_FOLDER_BYTES:,} bytes"
            raise _RefusedError(Problem("error", "E006", None, "", message, expected))
        for name in sizes:
            self._read_file(name)

    def _below(self) -> str:
        """Which folders in it are scenarios, as a hint."""
        try:
            found = [path.name for path in _visible(self.folder) if (path / MAIN_FILE).is_file()]
        except OSError:
            return ""
        return f"these in it are scenarios: {', '.join(found)}" if found else ""

    def _root(self) -> Path:
        try:
            root = self.folder.resolve(strict=True)
            is_folder = root.is_dir()
        except (OSError, RuntimeError, ValueError) as error:
            raise self._no_folder(_reason(error)) from error
        if not is_folder:
            raise self._no_folder("it is not a folder")
        return root

    def _no_folder(self, reason: str) -> _RefusedError:
        message = f"{self.folder.as_posix()} cannot be read: {reason}"
        expected = f"the folder of a scenario, with {MAIN_FILE} in it"
        return _RefusedError(Problem("error", "E001", None, "", message, expected))

    def _names(self, root: Path) -> list[str]:
        """The path in the folder of everything that is named like a YAML file, in order."""
        try:
            entries = _visible(self.folder)
        except OSError as error:
            raise self._no_folder(_reason(error)) from error
        names = [path.name for path in entries if _is_yaml(path)]
        for path in entries:
            if not _is_yaml(path) and _is_folder(path) and self._stays_inside(path.name, root):
                names += self._names_below(path)
        return sorted(names, key=lambda name: (name != MAIN_FILE, name))

    def _names_below(self, folder: Path) -> list[str]:
        try:
            return [f"{folder.name}/{path.name}" for path in _visible(folder) if _is_yaml(path)]
        except OSError as error:
            self._refuse("E003", folder.name, f"cannot be read: {_reason(error)}")
            return []

    def _size(self, name: str, root: Path) -> int | None:
        """The size of a file in bytes; None, and a problem, if it is not to be read."""
        path = self.folder / name
        if path.suffix != ".yaml":
            hint = f"name it {path.stem}.yaml, or move it away"
            self._refuse("E005", name, f"is not read: its name ends in {path.suffix}", hint)
            return None
        if not self._stays_inside(name, root):
            return None
        try:
            status = path.stat()
        except OSError as error:
            self._refuse("E003", name, f"cannot be read: {_reason(error)}")
            return None
        if not stat.S_ISREG(status.st_mode):
            self._refuse("E003", name, "is not an ordinary file", "move it away")
            return None
        if status.st_size > MAX_FILE_BYTES:
            self._refuse_size(name, status.st_size)
            return None
        return status.st_size

    def _stays_inside(self, name: str, root: Path) -> bool:
        try:
            target = (self.folder / name).resolve(strict=True)
        except (OSError, RuntimeError) as error:
            self._refuse("E003", name, f"cannot be read: {_reason(error)}")
            return False
        if target.is_relative_to(root):
            return True
        hint = "copy what it leads to into the folder"
        self._refuse("E004", name, "is a link that leads out of the scenario folder", hint)
        return False

    def _read_file(self, name: str) -> None:
        path = self.folder / name
        try:
            with path.open("rb") as stream:
                content = stream.read(MAX_FILE_BYTES + 1)
        except OSError as error:
            self._refuse("E003", name, f"cannot be read: {_reason(error)}")
            return
        if len(content) > MAX_FILE_BYTES:  # it grew since it was measured
            self._refuse_size(name, len(content))
            return
        digest = hashlib.blake2b(content, digest_size=16).hexdigest()
        # Not "utf-8-sig", which counts the position of an error from behind the mark.
        content = content.removeprefix(codecs.BOM_UTF8)
        try:
            text = _one_line_break(content.decode())
        except UnicodeDecodeError as error:
            self._refuse_encoding(name, content, error.start)
            return
        self.files.append(TextFile(name, path.as_posix(), text, digest))

    def _refuse_encoding(self, name: str, content: bytes, at: int) -> None:
        before = _one_line_break(content[:at].decode()).split("\n")
        after = _one_line_break(content[at : at + 200].decode(errors="replace")).split("\n")
        utf_16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        self.problems.append(
            Problem(
                "error",
                "E007",
                Place((self.folder / name).as_posix(), len(before), len(before[-1]) + 1),
                "",
                f"the byte {content[at]:#04x} is not UTF-8",
                "text in UTF-8",
                "it looks like UTF-16: save it as UTF-8" if utf_16 else "save the file as UTF-8",
                before[-1] + after[0],
            )
        )

    def _refuse_size(self, name: str, size: int) -> None:
        message = f"has {size:,} bytes, more than {MAX_FILE_BYTES:,}"
        self._refuse("E006", name, message, "spread its sections over several files")

    def _refuse(self, code: str, name: str, message: str, hint: str = "") -> None:
        place = Place((self.folder / name).as_posix(), 1, 1)
        self.problems.append(Problem("error", code, place, "", f"{name} {message}", hint=hint))


def _visible(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if not path.name.startswith("."))


def _is_yaml(path: Path) -> bool:
    return path.suffix.lower() in (".yaml", ".yml")


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _one_line_break(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _reason(error: Exception) -> str:
    return (isinstance(error, OSError) and error.strerror) or str(error)
