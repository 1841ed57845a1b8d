"""A chronicle as lines of plain text, the same on every machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.briefing.model import Briefing, Deed
from game.terminal.paper import clean


def chronicle_lines(deeds: Sequence[Deed]) -> Iterator[str]:
    """Every deed below its date."""
    date = ""
    for deed in deeds:
        if deed.date != date:
            date = deed.date
            yield f"\n{date}"
        yield f"  {clean(deed.text)}"


def ending_lines(briefing: Briefing) -> Iterator[str]:
    """How a game ended and what became of everybody; nothing while it goes on."""
    ending = briefing.ending
    if ending is None:
        return
    yield f"\n{clean(ending.title)}"
    yield f"  {clean(ending.text)}\n"
    for text in (ending.epilogue, ending.country):
        if text:
            yield f"  {clean(text)}\n"
    for who, text in ending.fates:
        yield f"  {clean(briefing.person(who).name)}: {clean(text)}"
