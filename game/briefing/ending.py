"""How the game ended: which ending, what it cost in people, what became of everybody, which
decisions turned it, and what it says to those who argue about the real one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.briefing.chronicle import Chronicle
from game.briefing.evidence import Interpretations
from game.briefing.eyes import Eyes
from game.briefing.figures import Figures
from game.briefing.goals import Goals
from game.briefing.model import AchievementView, EndingView, Fact, Figure, TrueSeries
from game.briefing.phrases import Place
from game.briefing.tools import Tools
from game.briefing.turning import Decision, Turnings
from game.briefing.words import flat, lower, prose
from game.scenario import schema as sc
from game.scenario.course import Course
from game.scenario.names import COUNTRY


@dataclass(frozen=True, slots=True)
class Past:
    """What whoever runs a game has kept of it: the seat's decisions in order, the course of
    figures and facts, the achievements its player had before, and the hints he was given.
    """

    decisions: Sequence[Decision] = ()
    course: Course | None = None
    had: frozenset[str] = frozenset()
    hinted: frozenset[str] = frozenset()


class Endings:
    """Tells the endings of one scenario."""

    def __init__(self, tools: Tools, goals: Goals, chronicle: Chronicle) -> None:
        self.rules = tools.rules
        self.words = tools.words
        self.bench = tools.bench
        self.phrases = tools.phrases
        self.goals = goals
        self.turnings = Turnings(tools, goals, chronicle)
        self.interpretations = Interpretations(tools)

    def view(self, figures: Figures, past: Past) -> EndingView | None:
        """The ending, or None while the game goes on."""
        eyes = figures.eyes
        number = eyes.count("over")
        if not number:
            return None
        ident = self.rules.book.endings[number - 1].id
        declared = self.words.content.endings[ident]
        winner = eyes.count("winner")
        mine = ident in self.goals.ids(self.rules.people[eyes.seat])
        reached = mine and winner in (-1, eyes.seat)
        place = Place(eyes, {})
        return EndingView(
            id=ident,
            title=declared.title,
            text=prose(self.phrases.told(declared.text, place)),
            winner=self.rules.people[winner] if winner >= 0 else "",
            reached=reached,
            fates=tuple(self.fates(eyes)),
            costs=self.costs(figures),
            epilogue=prose(self.phrases.told(declared.epilogue or "", place)),
            country=self.epilogue(COUNTRY, place),
            turnings=self.turnings.turnings(past.decisions, eyes, reached=reached),
            views=self.interpretations.views(eyes),
            achievements=self.achievements(eyes, past.had),
            facts=self.facts(past.course),
            series=self.series(past.course),
        )

    def fates(self, eyes: Eyes) -> list[tuple[str, str]]:
        """What became of everybody of whom something is told: in this game, else in history."""
        found = []
        place = Place(eyes, {})
        for ident in self.rules.people:
            told, fate = self.epilogue(ident, place), self.words.content.people[ident].fate
            told = told or (f"In fact: {lower(flat(fate))}" if fate else "")
            if told:
                found.append((ident, told))
        return found

    def epilogue(self, of: str, place: Place) -> str:
        """The first epilogue of a person or the country whose condition holds, or ""."""
        for epilogue in self.words.content.epilogues.get(of, ()):
            if self.phrases.evaluate(self.bench.tree(epilogue.when), place):
                return prose(self.phrases.told(epilogue.text, place))
        return ""

    def achievements(self, eyes: Eyes, had: frozenset[str]) -> tuple[AchievementView, ...]:
        """What can be achieved; hidden ones when they are had."""
        place = Place(eyes, {"actor": self.phrases.bound(eyes, "person", eyes.seat)})
        found = []
        for ident, declared in self.words.content.achievements.items():
            met = bool(self.phrases.evaluate(self.bench.tree(declared.when), place))
            if met or ident in had or not declared.hidden:
                found.append(_achievement(ident, declared, met=met, had=ident in had))
        return tuple(found)

    def facts(self, course: Course | None) -> tuple[Fact, ...]:
        """The dated facts, and when they came true in this game."""
        if course is None:
            return ()
        found = []
        for number, line in enumerate(course.anchors.lines):
            turn = course.first(number)
            date = self.words.date(turn) if turn else ""
            cited = self.words.cited(line.sources)
            found.append(Fact(line.on, flat(line.label), turn, date, line.confidence, cited))
        return tuple(found)

    def series(self, course: Course | None) -> tuple[TrueSeries, ...]:
        """The true series beside those of this game."""
        if course is None:
            return ()
        return tuple(
            TrueSeries(
                id=ident,
                quantity=figure.quantity,
                label=figure.label,
                unit=figure.unit,
                points=tuple(
                    (point.date, point.turns, point.true, course.of(point))
                    for point in course.figures.points(ident)
                ),
                note=flat(figure.note),
                confidence=figure.confidence,
                sources=self.words.cited(figure.sources),
            )
            for ident, figure in course.figures.series.items()
        )

    def costs(self, figures: Figures) -> tuple[Figure, ...]:
        """The counts of people the game began at zero with and wants low: what it cost."""
        chosen = [
            ident
            for ident, declared in self.words.content.quantities.items()
            if declared.per is None and declared.good == "down" and declared.start == 0
            and declared.unit in ("people", "thousand", "thousand people")
        ]  # fmt: skip
        return tuple(figures.figure(ident) for ident in chosen)


def _achievement(ident: str, declared: sc.Achievement, *, met: bool, had: bool) -> AchievementView:
    return AchievementView(ident, flat(declared.label), flat(declared.text), met, had)


def achievements(content: sc.Scenario, had: frozenset[str]) -> tuple[AchievementView, ...]:
    """What can be achieved over all games of a scenario, and what has been."""
    return tuple(
        _achievement(ident, declared, met=False, had=ident in had)
        for ident, declared in content.achievements.items()
        if ident in had or not declared.hidden
    )
