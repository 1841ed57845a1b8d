"""What a seat works for, and how far it is met as the seat sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from game.briefing.eyes import Eyes
from game.briefing.model import Figure, Goal
from game.briefing.phrases import Place
from game.briefing.tools import Tools
from game.briefing.words import number, prose
from game.engine import book as bk
from game.engine import expressions as ex
from game.scenario import schema as sc

YOURS = "you would be the winner of this ending"


class Goals:
    """Measures the endings and the secret objectives of one scenario."""

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
        conditions = self.conditions(ending.when, place)
        if self._open(ending, eyes):
            winner = self.phrases.evaluate(self.bench.tree(ending.winner), place)
            now = f" (now {self.words.label('person', winner)})" if winner != eyes.seat else ""
            conditions.append((YOURS + now, winner == eyes.seat))
        progress = self.progress(ending.progress, place)
        text = prose(self.phrases.told(ending.text, place))
        return _goal(ident, ending.title, text, conditions, progress)

    def secrets(self, eyes: Eyes) -> tuple[Goal, ...]:
        """The seat's secret objectives: its own alone."""
        playable = self.words.content.people[self.bench.rules.people[eyes.seat]].playable
        place = Place(eyes, {"actor": self.phrases.bound(eyes, "person", eyes.seat)})
        return tuple(
            self._secret(secret, place) for secret in (playable.secrets if playable else ())
        )

    def _secret(self, secret: sc.Secret, place: Place) -> Goal:
        """A secret objective; one that can no longer be met is at nothing."""
        goal = _goal(
            "",
            secret.label,
            prose(secret.text),
            self.conditions(secret.when, place),
            self.progress(secret.progress, place),
        )
        parts = self.bench.conditions(self.bench.tree(secret.when))
        lost = any(_final(part) and not self.phrases.evaluate(part, place) for part in parts)
        return replace(goal, share=0) if lost else goal

    def shares(self, eyes: Eyes) -> dict[str, int]:
        """How near each ending the seat works for is, of 100: the shares of its goals alone."""
        return {
            ident: self.share(eyes, ident) for ident in self.ids(self.bench.rules.people[eyes.seat])
        }

    def share(self, eyes: Eyes, ident: str) -> int:
        """How near one ending is."""
        ending, place = self.words.content.endings[ident], Place(eyes, {})
        tree = self.bench.tree
        holds = [
            bool(self.phrases.evaluate(part, place))
            for part in self.bench.conditions(tree(ending.when))
        ]
        if self._open(ending, eyes):
            holds.append(self.phrases.evaluate(tree(ending.winner), place) == eyes.seat)
        values = [
            float(self.phrases.evaluate(tree(term.value), place) or 0)
            for term in ending.progress.values()
        ]
        return nearness(holds, values)

    def _open(self, ending: sc.Ending, eyes: Eyes) -> bool:
        """Whether it depends on play if the seat would be the winner of an ending."""
        return ending.winner not in ("nobody", self.bench.rules.people[eyes.seat])

    def conditions(self, when: bk.Text, place: Place) -> list[tuple[str, bool]]:
        """The parts of a condition in words, and which of them hold."""
        parts = self.bench.conditions(self.bench.tree(when))
        return [
            (self.told(part, place), bool(self.phrases.evaluate(part, place))) for part in parts
        ]

    def told(self, tree: ex.Tree, place: Place) -> str:
        """A condition in words, with the number as it is now where there is one."""
        words = self.phrases.clause(tree, place)
        if isinstance(tree, ex.Compare) and not self.phrases.kind(tree.a, place):
            now = self.phrases.now(tree, place)
            if now and (words[-1:].isdigit() or words.endswith("”")):
                return f"{words} (now {now})"
        return words

    def progress(self, terms: Mapping[str, sc.Term], place: Place) -> tuple[Figure, ...]:
        """The declared measures, 0 to 100."""
        found = []
        for ident, term in terms.items():
            value = round(float(self.phrases.evaluate(self.bench.tree(term.value), place) or 0), 1)
            found.append(Figure(ident, term.label, value, number(value), unit="of 100"))
        return tuple(found)


def _final(tree: ex.Tree) -> bool:
    """Whether a condition that once fails never holds again: that something was done at most so
    often, or did not happen.
    """
    match tree:
        case ex.Compare(op="<" | "<=", a=ex.Call(name="done")):
            return True
        case ex.Compare(op="==", a=ex.Call(name="done"), b=ex.Number(value=0)):
            return True
        case ex.Unary(op="not", x=ex.Call(name="chose" | "fired" | "passed")):
            return True
    return False


def _goal(
    ending: str,
    label: str,
    text: str,
    conditions: list[tuple[str, bool]],
    progress: tuple[Figure, ...],
) -> Goal:
    holds = [holds for _, holds in conditions]
    share = nearness(holds, [figure.value for figure in progress])
    return Goal(ending, label, text, all(holds), tuple(conditions), progress, share)


def nearness(holds: Sequence[bool], measures: Sequence[float]) -> int:
    """How near a goal is, of 100: the mean of its measures, or the share of its conditions that
    hold; 100 only when all do.
    """
    if all(holds):
        return 100
    parts = [min(100.0, max(0.0, value)) for value in measures] or [100.0 * one for one in holds]
    return min(99, round(sum(parts) / max(1, len(parts))))
