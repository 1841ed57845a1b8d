"""The true course beside the game: what happened when, and whether it did here; works cited."""

from __future__ import annotations

from game.briefing.eyes import Eyes
from game.briefing.model import Milestone, SourceView
from game.briefing.phrases import Place
from game.briefing.tools import Tools
from game.scenario.build import months_of, turn_of
from game.scenario.course import Figures as TrueFigures


class Reference:
    """Tells the reference course of one scenario."""

    def __init__(self, tools: Tools) -> None:
        self.words = tools.words
        self.bench = tools.bench
        self.phrases = tools.phrases
        self.courses = self._courses(tools)
        """Quantity -> what it really was at the beginning of each turn, None where unknown."""

    @staticmethod
    def _courses(tools: Tools) -> dict[str, tuple[float | None, ...]]:
        rules = tools.rules
        figures = TrueFigures(rules, tools.words.content)
        found: dict[str, list[float | None]] = {}
        for ident, series in figures.series.items():
            course = found.setdefault(series.quantity, [None] * (rules.turns + 1))
            for point in figures.points(ident):
                parts = len(point.turns) if point.by == "sum" else 1
                for turn in point.turns:  # the end of a turn is the beginning of the next
                    if 0 <= turn <= rules.turns:
                        course[turn] = point.true / parts
        return {quantity: tuple(course) for quantity, course in found.items()}

    def milestones(self, eyes: Eyes) -> tuple[Milestone, ...]:
        """Everything that really happened, by date, compared with the game as the seat knows it.
        What lies ahead is told too: it is in every book.
        """
        content = self.words.content
        found = []
        for line in sorted(content.history, key=lambda one: one.on):
            turn = turn_of(content, line.on)
            happened: bool | None = None
            if turn < eyes.turn and line.happened is not None:
                tree = self.bench.tree(line.happened)
                happened = bool(self.phrases.evaluate(tree, Place(eyes, {})))
            found.append(
                Milestone(
                    turn,
                    self.day(line.on),
                    line.label,
                    happened,
                    line.confidence,
                    tuple(line.sources),
                )
            )
        return tuple(found)

    def day(self, on: str) -> str:
        """A year, month or day as it is read: `21 January 1924`."""
        year, *rest = on.split("-")
        if not rest:
            return year
        month = self.words.month(months_of(on[:7]))
        return f"{int(rest[1])} {month}" if len(rest) > 1 else month

    def sources(self) -> tuple[SourceView, ...]:
        """The works the scenario cites, by kind and title."""
        declared = self.words.content.sources.items()
        found = (SourceView(ident, source.cite, source.kind) for ident, source in declared)
        return tuple(sorted(found, key=lambda source: (source.kind, source.cite)))
