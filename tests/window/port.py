"""The other side of the window in tests: a game that is a list of briefings, and its opener."""

from __future__ import annotations

from dataclasses import replace

from game.briefing.choice import Decision, SaveCard, ScenarioCard
from game.briefing.eyes import Pause, never
from game.briefing.inspection import Inspection
from game.briefing.model import Advice, Briefing
from game.window.ports import GamePort
from tests.window import sample


class Script:
    """A game that asks every kind of question in turn and notes what was answered."""

    def __init__(self, briefings: list[Briefing] | None = None, notice: str = "") -> None:
        self.briefings = briefings or [*(make() for make in sample.KINDS.values()), sample.over()]
        self.answers: list[str] = []
        self.branched: list[int] = []
        self.notice = notice
        self.iron = False
        self.broken = ""
        self.reloads = 0

    def briefing(self, pause: Pause = never) -> Briefing:
        at = min(len(self.answers), len(self.briefings) - 1)
        return replace(self.briefings[at], turn=min(8 + at // 8, 24))

    def answer(self, key: str) -> None:
        question = self.briefing().question
        legal = set()
        for option in question.options if question else ():
            if option.legal and not option.targets:
                legal.add(option.key)
            legal |= {f"{option.key} {t.key}" for t in option.targets if t.legal and option.legal}
        if key not in legal:
            raise ValueError(f"'{key}' is not an answer to this question")
        self.answers.append(key)

    def undo(self) -> None:
        if not self.answers:
            raise ValueError("There is nothing to take back.")
        self.answers.pop()

    def branch(self, turn: int) -> None:
        self.branched.append(turn)
        self.answers.clear()

    def decisions(self) -> tuple[Decision, ...]:
        return tuple(Decision(n, 1 + n // 3, "May 1912", key) for n, key in enumerate(self.answers))

    def branch_at(self, decision: int) -> None:
        del self.answers[decision:]

    def reload(self) -> None:
        if self.broken:
            raise ValueError(self.broken)
        self.reloads += 1

    def inspection(self) -> Inspection:
        return sample.INSPECTION

    def advise(self) -> Advice:
        return sample.ADVICE

    def debrief(self) -> str:
        return "/home/marta/debriefs/harbour.html"

    @property
    def can_undo(self) -> bool:
        return bool(self.answers)


class Shelf:
    """What can be opened: one scenario, one save, and paths that are refused."""

    def __init__(self, scenarios: tuple[ScenarioCard, ...] = (sample.SCENARIO,)) -> None:
        self.cards = scenarios
        self.opened: list[tuple[str, str, str]] = []
        self.iron = False
        self.game = Script()

    def scenarios(self) -> tuple[ScenarioCard, ...]:
        return self.cards

    def saves(self) -> tuple[SaveCard, ...]:
        return (sample.SAVE, replace(sample.SAVE, path="saves/broken.record", date="May 1912"))

    def new_game(
        self,
        scenario: str,
        seat: str,
        level: str,
        seed: int | None,
        *,
        iron: bool = False,
        short: bool = False,
    ) -> GamePort:
        self.iron = iron
        self.opened.append((scenario, seat, level))
        return self.game

    def resume(self, path: str) -> GamePort:
        if "broken" in path:
            raise ValueError(
                "The record ends in the middle of a line.\nThe first 7 turns can be saved."
            )
        return self.game
