"""What is wrong with a scenario, where it stands, and what to do about it."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

Severity: TypeAlias = Literal["error", "warning"]
KeyPath: TypeAlias = tuple[str | int, ...]
"""The way to a value from the top of a scenario: names in sections, numbers in lists."""

_MARGIN = "    "
_WINDOW = 96
_TAB = "    "
_LONGEST_NAME = 64
_MOST_CANDIDATES = 2_000
_ALIKE = 0.7


@dataclass(frozen=True, slots=True)
class Place:
    """A character in a scenario's file; line and column count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend in a scenario.

    `path` is the dotted path in the scenario ("events.grain.when"), empty where there is none.
    `excerpt` is the line at `place`, as it stands in the file; both are missing when the problem
    is about a folder.
    """

    severity: Severity
    code: str
    place: Place | None
    path: str
    message: str
    expected: str = ""
    hint: str = ""
    excerpt: str = ""


class ScenarioError(Exception):
    """A scenario was refused; `problems` holds every reason found, at least one."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n\n".join(render(problem) for problem in self.problems)


def dotted(path: KeyPath) -> str:
    """The path as authors read it: `events.grain.effects.0`."""
    return ".".join(str(step) for step in path)


def render(problem: Problem) -> str:
    """The problem as text for a terminal: place and message, excerpt with caret, expected, hint.

    Characters that would move the cursor or reverse the writing are shown as escapes, so a hostile
    scenario cannot draw on the terminal.
    """
    where = f"{problem.place}: " if problem.place else ""
    lines = [_printable(f"{where}{problem.severity} {problem.code} {problem.message}")]
    if problem.place and problem.excerpt:
        text, before = _excerpt_window(problem.excerpt, problem.place.column)
        lines += [f"{_MARGIN}{text}".rstrip(), f"{_MARGIN}{' ' * _cells(before)}^"]
    if problem.expected:
        lines.append(_printable(f"expected: {problem.expected}"))
    if problem.hint:
        lines.append(_printable(f"hint: {problem.hint}"))
    return "\n".join(lines)


def as_json(problem: Problem) -> dict[str, str | int | None]:
    """The problem as one flat JSON object; a long excerpt is cut around its column."""
    place = problem.place
    excerpt, _ = _excerpt_window(problem.excerpt, place.column if place else 1)
    return {
        "severity": problem.severity,
        "code": problem.code,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "path": problem.path,
        "message": problem.message,
        "expected": problem.expected,
        "hint": problem.hint,
        "excerpt": excerpt,
    }


def nearest(name: str, candidates: Iterable[str]) -> str:
    """The candidate that `name` was probably meant to be; empty when none is close."""
    if len(name) > _LONGEST_NAME:  # comparing very long texts takes quadratic time
        return ""
    known = [each for each in candidates if each != name and len(each) <= _LONGEST_NAME]
    by_folded = {each.casefold(): each for each in reversed(known[:_MOST_CANDIDATES])}
    close = difflib.get_close_matches(name.casefold(), by_folded, n=1, cutoff=_ALIKE)
    return by_folded[close[0]] if close else ""


def _excerpt_window(line: str, column: int) -> tuple[str, str]:
    """The part of a line around a column, ready to print, and what of it stands before the column.

    A caret may stand one past the end of the line.
    """
    at = min(max(column - 1, 0), len(line))
    start = max(0, min(at - _WINDOW // 2, len(line) - _WINDOW))
    end = min(len(line), start + _WINDOW)
    left = "…" if start else ""
    right = "…" if end < len(line) else ""
    before = left + _drawable(line[start:at])
    return before + _drawable(line[at:end]) + right, before


def _drawable(text: str) -> str:
    expanded = text.replace("\t", _TAB)
    return "".join(char if char.isprintable() else "·" for char in expanded)


def _printable(text: str) -> str:
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode("ascii")
        for char in text
    )


def _cells(text: str) -> int:
    """How many columns of a terminal the text takes."""
    return sum(_width(char) for char in text)


def _width(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1
