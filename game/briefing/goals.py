"""The endings a seat works for, and how far their conditions are met as the seat sees it."""

from __future__ import annotations

from game.briefing.eyes import Eyes
from game.briefing.model import Figure, Goal
from game.briefing.phrases import Place
from game.briefing.tools import Tools
from game.briefing.words import number, prose
from game.engine import expressions as ex
from game.scenario import schema as sc

YOURS = "you are the one who wins by it"


class Goals:
    """Measures endings for one scenario."""

    def __init__(self, tools: Tools) -> None:
        self.words = tools.words
        self.bench = tools.bench
        self.phrases = tools.phrases

    def ids(self, person: str) -> tuple[str, ...]:
        """The endings a person works for."""
        playable = self.words.content.people[person].playable
        goals = playable.goals if playable else []
        return tuple(goal.removeprefix("ending.") for goal in goals)

    def goals(self, eyes: Eyes) -> tuple[Goal, ...]:
        """The seat's goals."""
        ids = self.ids(self.bench.rules.people[eyes.seat])
        return tuple(self.goal(eyes, ident) for ident in ids)

    def goal(self, eyes: Eyes, ident: str) -> Goal:
        """One ending with its conditions."""
        ending = self.words.content.endings[ident]
        place = Place(eyes, {})
        parts = self.bench.conditions(self.bench.tree(ending.when))
        conditions = [
            (self.told(part, place), bool(self.phrases.evaluate(part, place))) for part in parts
        ]
        if ending.winner != "nobody":
            winner = self.phrases.evaluate(self.bench.tree(ending.winner), place)
            conditions.append((YOURS, winner == eyes.seat))
        return Goal(
            ending=ident,
            label=ending.title,
            text=prose(ending.text),
            met=all(met for _, met in conditions),
            conditions=tuple(conditions),
            progress=self.progress(ending, place),
        )

    def told(self, tree: ex.Tree, place: Place) -> str:
        """A condition in words, with the number as it is now where there is one."""
        words = self.phrases.clause(tree, place)
        if isinstance(tree, ex.Compare) and not self.phrases.kind(tree.a, place):
            value = self.phrases.evaluate(tree.a, place)
            if (
                isinstance(value, int | float)
                and not isinstance(value, bool)
                and words[-1:].isdigit()
            ):
                return f"{words} (now {number(float(value))})"
        return words

    def progress(self, ending: sc.Ending, place: Place) -> tuple[Figure, ...]:
        """The measures the ending declares, 0 to 100."""
        found = []
        for ident, term in ending.progress.items():
            value = round(float(self.phrases.evaluate(self.bench.tree(term.value), place) or 0), 1)
            found.append(Figure(ident, term.label, value, number(value), unit="of 100"))
        return tuple(found)
