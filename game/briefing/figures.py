"""A row of the rules as a figure: value, name, how well it is known, how it moved, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from game.briefing.eyes import Eyes
from game.briefing.model import Figure, Reason
from game.briefing.series import Series, before, terms_at
from game.briefing.why import STANDING, Why
from game.briefing.words import Words, flat, number, signed
from game.engine.layout import Block

COMING = {
    "add": "The rows say what the next closing of the books adds, if luck is even.",
    "set": "The rows add up to what the next closing of the books makes of it, if luck is even.",
}
OTHERWISE = "What else was done, and luck"
"""The label of what the terms of a figure leave unexplained in its change."""
ALONE = "What was done, and luck"
"""The same where no term explains anything."""


Terms: TypeAlias = Mapping[str, dict[str, float]]
"""Key of a figure -> label of a term -> value."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Makes the figures of one briefing; `truth` holds what quantities really were, by turn."""

    words: Words
    why: Why
    eyes: Eyes
    series: Series | None
    truth: Mapping[str, tuple[float | None, ...]]
    past: tuple[Terms, Terms]

    @classmethod
    def of_seat(
        cls,
        words: Words,
        why: Why,
        eyes: Eyes,
        series: Series | None,
        truth: Mapping[str, tuple[float | None, ...]],
    ) -> Figures:
        """The maker of a seat's figures, with the terms they had in the two turns before."""
        past = terms_at(series, eyes.turn - 1), terms_at(series, eyes.turn - 2)
        return cls(words, why, eyes, series, truth, past)

    def world(self, panels: Sequence[str]) -> tuple[Figure, ...]:
        """The strip the scenario puts first, then what is kept once for the world, by panel."""
        strip = self.words.content.scenario.strip
        quantities = self.words.content.quantities.items()
        chosen = [
            ident
            for panel in panels
            for ident, declared in quantities
            if declared.panel == panel and declared.per is None and ident not in strip
        ]
        own = (self.own(ident) for ident in strip)
        return (*own, *(self.figure(ident, explain=True) for ident in chosen))

    def own(self, ident: str) -> Figure:
        """The world's figure, or the seat's own where it is kept for people."""
        kinds = self.words.rules.layout[ident].kinds
        members = (self.eyes.seat,) if kinds in (("person",), ("seat",), ("leader",)) else ()
        if members and self.eyes.seat >= self.words.rules.layout[ident].counts[0]:
            return self.figure(ident, 0, explain=False)
        return self.figure(ident, *members, explain=True)

    def of(self, kinds: Sequence[str], member: int, *, explain: bool) -> tuple[Figure, ...]:
        """The figures on a panel that are kept for each member of one of the kinds."""
        found = []
        for ident, declared in self.words.content.quantities.items():
            if declared.per not in kinds or not declared.panel:
                continue
            block = self.words.rules.layout[ident]
            if member < block.counts[0]:
                found.append(self.figure(ident, member, explain=explain))
        return tuple(found)

    def figure(self, ident: str, *members: int, label: str = "", explain: bool = False) -> Figure:
        """The figure of a row."""
        words, eyes = self.words, self.eyes
        quantities = words.content.quantities
        block, declared = words.rules.layout[ident], quantities[ident]
        value = eyes.value(ident, *members)
        known = how_known(block, exact=eyes.exact(ident, *members))
        key = words.rules.layout.row_names[eyes.row(ident, members)]
        past = before(self.series, key, eyes.turn)
        change = round(value - past[-1], 4) if past else 0.0
        why = self.why.terms(eyes, ident, *members) if explain and known != "unknown" else ()
        return Figure(
            id=ident,
            label=label or declared.short or declared.label,
            value=value,
            text=number(value),
            unit=declared.unit,
            low=float(declared.range[0]),
            high=float(declared.range[1]),
            change=change,
            change_text=signed(change) if change else "",
            good=declared.good,
            known=known,
            panel=declared.panel or "",
            series=(*past, value) if past and (explain or not members) else (),
            why=why,
            moved=self.moved(ident, key, why, change) if why and change else (),
            true=self.truth.get(ident, ()) if not members else (),
            reported=str(declared.estimate) if declared.estimate in quantities else "",
            note=self._note(ident, block, value, known, explained=bool(why)),
        )

    def moved(
        self, ident: str, key: str, now: Sequence[Reason], change: float
    ) -> tuple[Reason, ...]:
        """What made the figure change since the last turn: the differences of its terms, or what
        the closing of the books added, with the rest that no term explains; the largest first.
        """
        works = self.why.works(ident)
        last, earlier = (terms.get(key, {}) for terms in self.past)
        match works:
            case "derived":
                new, old = {row.label: row.value for row in now}, last
            case "add":
                new, old = last, {}
            case _:
                new, old = (last, earlier) if earlier else ({}, {})
        parts = {label: new.get(label, 0.0) - old.get(label, 0.0) for label in {*new, *old}}
        parts.pop(STANDING, None)
        rows = [Reason(label, round(part, 2)) for label, part in parts.items()]
        rest = change - sum(row.value for row in rows)
        if abs(rest) >= max(0.05 * abs(change), 0.01):
            rows.append(Reason(OTHERWISE, round(rest, 2)))
        least = 0.02 * max((abs(row.value) for row in rows), default=0)
        kept = [row for row in rows if abs(row.value) > max(least, 0.005)]
        if [row.label for row in kept] == [OTHERWISE]:
            kept = [replace(kept[0], label=ALONE)]
        return tuple(sorted(kept, key=lambda row: (-abs(row.value), row.label)))

    def _note(self, ident: str, block: Block, value: float, known: str, *, explained: bool) -> str:
        declared = self.words.content.quantities[ident]
        parts = [flat(declared.note)] if declared.note else []
        if explained and declared.value is None:
            parts.append(COMING[self.why.works(ident)])
        if known == "about" and block.seen.band:
            half = block.seen.band / 2
            low = max(value - half, block.read(block.low))
            high = min(value + half, block.read(block.high))
            parts.append(f"You only know that it lies between {number(low)} and {number(high)}.")
        elif known == "about":
            parts.append("You only have what is reported.")
        return " ".join(parts)


def how_known(block: Block, *, exact: bool) -> str:
    """exact, about (a band or an estimate) or unknown."""
    if exact:
        return "exact"
    return "about" if block.seen.band or block.seen.estimate else "unknown"
