"""The mistakes of one scenario as they are found, each put at its place."""

from __future__ import annotations

from collections.abc import Iterable

from game.scenario.problems import KeyPath, Place, Problem, Severity, dotted, nearest
from game.scenario.source import MAX_PROBLEMS, Source


class Findings:
    """Collects problems of a scenario; one place is blamed for one thing only once.

    After `MAX_PROBLEMS` problems the rest is only counted.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.hidden: frozenset[KeyPath] = frozenset()
        self._found: dict[tuple[Place | None, str], Problem] = {}
        self._more = 0

    def hide(self, paths: Iterable[KeyPath]) -> None:
        """Leave out from now on what lies at or below some paths: it was refused already."""
        self.hidden |= frozenset(paths)

    @property
    def names(self) -> frozenset[str]:
        """The ids of entries that were refused: they exist, but nothing is known of them."""
        return frozenset(str(path[1]) for path in self.hidden if len(path) > 1)

    def incomplete(self, section: str) -> bool:
        """Whether entries of a section were refused: what seems to be missing may be among them."""
        return any(path[0] == section for path in self.hidden)

    @property
    def wrong(self) -> bool:
        """Whether there is any error so far."""
        return any(problem.severity == "error" for problem in self._found.values())

    def reported(self, code: str) -> bool:
        """Whether there is a problem with a code."""
        return any(problem.code == code for problem in self._found.values())

    @property
    def full(self) -> bool:
        """Whether nothing more will be listed, so that hints need not be looked for."""
        return len(self._found) >= MAX_PROBLEMS

    def error(
        self, code: str, path: KeyPath, message: str, expected: str = "", hint: str = ""
    ) -> None:
        """An error in the value at a path."""
        self._add("error", code, path, self.source.place(path), (message, expected, hint))

    def key_error(
        self, code: str, path: KeyPath, message: str, expected: str = "", hint: str = ""
    ) -> None:
        """An error in the key at the end of a path."""
        self._add("error", code, path, self.source.key_place(path), (message, expected, hint))

    def text_error(
        self, code: str, path: KeyPath, at: int, message: str, expected: str = "", hint: str = ""
    ) -> None:
        """An error at a character of the text at a path."""
        place = self.source.column_of(path, at)
        self._add("error", code, path, place, (message, expected, hint))

    def warning(
        self,
        code: str,
        path: KeyPath,
        message: str,
        expected: str = "",
        hint: str = "",
        at: int = 0,
    ) -> None:
        """Something that is probably not meant, in the value at a path."""
        place = self.source.column_of(path, at)
        self._add("warning", code, path, place, (message, expected, hint))

    def key_warning(
        self, code: str, path: KeyPath, message: str, expected: str = "", hint: str = ""
    ) -> None:
        """Something about the key at the end of a path that is probably not meant."""
        self._add("warning", code, path, self.source.key_place(path), (message, expected, hint))

    def unknown(self, code: str, path: KeyPath, name: str, kind: str, known: Iterable[str]) -> None:
        """An id that names nothing of its kind."""
        self.error(code, path, *self._unknown(name, kind, known))

    def unknown_key(self, code: str, path: KeyPath, kind: str, known: Iterable[str]) -> None:
        """A key that names nothing of its kind."""
        self.key_error(code, path, *self._unknown(str(path[-1]), kind, known))

    def _unknown(self, name: str, kind: str, known: Iterable[str]) -> tuple[str, str, str]:
        candidates = list(known)
        shown = name if len(name) <= _LONGEST_SHOWN else f"{name[:_LONGEST_SHOWN]}…"
        close = "" if self.full else nearest(name, candidates)
        expected = f"the id of {kind}"
        if len(candidates) <= _FEW:
            expected = (
                f"one of {', '.join(candidates)}" if candidates else f"{kind}, and there is none"
            )
        return f"{shown!r} is not {kind}", expected, f"did you mean '{close}'?" if close else ""

    def _add(
        self,
        severity: Severity,
        code: str,
        path: KeyPath,
        place: Place,
        words: tuple[str, str, str],
    ) -> None:
        if any(path[:length] in self.hidden for length in range(1, len(path) + 1)):
            return
        key = (place, words[0])
        if key in self._found:
            return
        if self.full:
            self._more += 1
            return
        message, expected, hint = words
        excerpt = self.source.excerpt(place)
        self._found[key] = Problem(
            severity, code, place, dotted(path), message, expected, hint, excerpt
        )

    def add(self, problem: Problem) -> None:
        """A problem that is ready."""
        self._found.setdefault((problem.place, problem.message), problem)

    def all(self) -> tuple[Problem, ...]:
        """The problems by file and line, with a last one if some are left out."""
        listed = sorted(self._found.values(), key=_order)
        if self._more:
            message = f"{self._more:,} more problems are not listed"
            listed.append(Problem("error", "E025", None, "", message, hint="mend these first"))
        return tuple(listed)


_LONGEST_SHOWN = 60
_FEW = 8


def _order(problem: Problem) -> tuple[str, int, int]:
    place = problem.place
    return (place.file, place.line, place.column) if place else ("", 0, 0)
