"""Learning by playing: pages come up when they first matter, and say what they are for.

In the first year a page whose subject has not come up is not on the bar; its key says when it
will be. Whoever has seen it in an earlier game, or does not want this, has all pages at once.
"""

from __future__ import annotations

from game.briefing.model import Briefing
from game.window.memory import Memory

FIRST_YEAR = 4
"""After so many turns every page is there."""

COMES_WITH = {
    "people": ("manoeuvre", 2),
    "party": ("agenda", 3),
    "economy": ("", 2),
    "chronicle": ("", 2),
    "history": ("", 3),
}
"""Page -> the kind of question, or the turn, with which it comes up. Other pages are always there.
"""


class Guide:
    """What has come up in one game. It remembers across games by the memory of the window."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._up: set[str] = set()
        self.fresh = ""

    def note(self, briefing: Briefing) -> None:
        """Take in what is asked now; `fresh` is the page that has just come up, or ""."""
        self.fresh = ""
        kind = briefing.question.kind if briefing.question else ""
        for page, (needs, turn) in COMES_WITH.items():
            first = not self.shows(page)
            if kind == needs or briefing.turn >= turn or briefing.turn > FIRST_YEAR:
                self._up.add(page)
                if first and briefing.turn <= FIRST_YEAR and not self.fresh:
                    self.fresh = page

    def shows(self, page: str) -> bool:
        """Whether a page is there."""
        return (
            page not in COMES_WITH
            or page in self._up
            or not self._memory.settings.reveal
            or self._memory.knows(_mark(page))
        )

    def opened(self, page: str) -> None:
        """Remember that a page was looked at: from now on it is always there."""
        if page in COMES_WITH and page in self._up:
            self._memory.note(_mark(page))
        if page == self.fresh:
            self.fresh = ""


def _mark(page: str) -> str:
    return f"page:{page}"
