"""What a player has achieved over all games: one small file in the user's data folder.

    {"profile": 1, "scenarios": {"after-lenin": {"achievements": ["open_books", ...]}}}

It must never stand in the way of a game. What cannot be read counts as empty and is set aside when
something new is written; what cannot be written is kept until the program ends.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

FORMAT = 1


class Profile:
    """The achievements of one player."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._unwritten: dict[str, set[str]] = {}

    def achieved(self, scenario: str) -> frozenset[str]:
        """The ids of what was achieved in games of a scenario."""
        found = self._read() or {}
        return frozenset(found.get(scenario, ())) | frozenset(self._unwritten.get(scenario, ()))

    def add(self, scenario: str, ids: Iterable[str]) -> str:
        """Write down what was achieved; returns "" or, in words, why it could not be."""
        self._unwritten.setdefault(scenario, set()).update(ids)
        found = self._read()
        kept = found or {}
        for name, more in self._unwritten.items():
            kept[name] = kept.get(name, set()) | more
        try:
            self._write(kept, aside=found is None)
        except OSError as error:
            return (
                f"What you achieved cannot be saved to {self.path}: {error.strerror}. "
                "It is remembered until you leave."
            )
        self._unwritten = {}
        return ""

    def _read(self) -> dict[str, set[str]] | None:
        """The ids by scenario; None where there is a file that cannot be read as a profile."""
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError):
            return None
        if not isinstance(found, dict) or not isinstance(found.get("scenarios"), dict):
            return None
        return {name: _ids(kept) for name, kept in found["scenarios"].items()}

    def _write(self, kept: dict[str, set[str]], *, aside: bool) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if aside:
            self.path.replace(self.path.with_suffix(".broken.json"))
        scenarios = {name: {"achievements": sorted(ids)} for name, ids in sorted(kept.items())}
        text = json.dumps({"profile": FORMAT, "scenarios": scenarios}, indent=1)
        new = self.path.with_suffix(".new")
        new.write_text(f"{text}\n", encoding="utf-8")
        new.replace(self.path)


def _ids(kept: Any) -> set[str]:
    listed = kept.get("achievements") if isinstance(kept, dict) else None
    return {one for one in listed if isinstance(one, str)} if isinstance(listed, list) else set()
