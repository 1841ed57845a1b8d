"""The decisions that turned a game: after which of them its player's goals moved most.

Measured by what the goals' own measures were at each of his questions. What lies between two of
them, the others' moves and the books, is counted with the first: it is a pointer to where to look
again, and says nothing about what would have happened otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from game.briefing.chronicle import Chronicle
from game.briefing.deeds import DeedRecord, motion_of, of_answer
from game.briefing.eyes import Eyes, open_eyes
from game.briefing.goals import Goals
from game.briefing.model import Turning
from game.briefing.tools import Tools
from game.briefing.words import fill
from game.engine.cards import Card
from game.engine.notation import PASS
from game.engine.state import State
from game.engine.votes import SlotVote

MOST = 4
LEAST = 3
"""Moves of less than so many points of 100 turned nothing."""

UNDECIDED = "Left undecided"
_PASSED = {
    "manoeuvre": "Let the month pass",
    "agenda": "Tabled nothing",
    "lobby": "Said nothing in the corridor",
    "answer": "Accepted no offer",
    "change": "Proposed no change to the new committee",
}
_VOTED = {"aye": "Voted aye", "nay": "Voted nay", "abstain": "Abstained"}


@dataclass(frozen=True, slots=True)
class Decision:
    """A question that a seat answered: what stood before it, and the answer in notation."""

    state: State
    seat: int
    does: str


class Turnings:
    """Finds the decisions that turned games of one scenario."""

    def __init__(self, tools: Tools, goals: Goals, chronicle: Chronicle) -> None:
        self.rules = tools.rules
        self.words = tools.words
        self.goals = goals
        self.chronicle = chronicle

    def turnings(
        self, decisions: Sequence[Decision], end: Eyes, *, reached: bool
    ) -> tuple[Turning, ...]:
        """The few decisions after which the goals fell most; in a game that reached one of them,
        those after which it rose most. In order of time.
        """
        seat = end.seat
        own = [decision for decision in decisions if decision.seat == seat]
        shares = [self.goals.shares(open_eyes(self.rules, one.state, seat)) for one in own]
        shares.append(self.goals.shares(end))
        sign = 1 if reached else -1
        moved = [
            (sign * (after[goal] - before[goal]), number, goal)
            for number, (before, after) in enumerate(pairwise(shares))
            for goal in before
        ]
        found: dict[int, str] = {}
        for move, number, goal in sorted(moved, key=lambda one: (-one[0], one[1])):
            if move >= LEAST and len(found) < MOST and not self.forced(own[number]):
                found.setdefault(number, goal)
        return tuple(
            Turning(
                turn=own[number].state.turn,
                date=self.words.date(own[number].state.turn),
                text=self.told(own[number]),
                goal=self.words.content.endings[goal].title,
                before=shares[number][goal],
                after=shares[number + 1][goal],
            )
            for number, goal in sorted(found.items())
        )

    def forced(self, decision: Decision) -> bool:
        """Whether nothing else could have been answered."""
        legal = self.rules.ask(decision.state).legal()[:, decision.seat, 0]
        return int(legal.sum()) < 2

    def told(self, decision: Decision) -> str:
        """A decision in words."""
        ask = self.rules.ask(decision.state)
        phase, does = ask.phase, decision.does
        match phase:
            case Card():
                event = self.words.content.events[self.rules.book.events[int(ask.subject[0])].id]
                label = event.options[does].label if does in event.options else UNDECIDED
                actor = self.words.label("person", decision.seat)
                return f"“{event.title}”: {fill(label, actor=actor)}."
            case SlotVote():
                about = motion_of(self.rules, decision.state, phase.slot)
                return f"{_VOTED[does]} on “{self.chronicle.motion(about)}”."
        if does == PASS:
            return f"{_PASSED.get(phase.kind, 'Did nothing')}."
        deed = of_answer(self.rules, ask, decision.seat, does)
        return self.chronicle.sentence(deed, decision.seat, ()).text or self.procedure(deed)

    def procedure(self, deed: DeedRecord) -> str:
        """What was done with a motion as a whole, which the chronicle tells by its result."""
        lobby = self.words.content.lobby
        act = lobby.acts[deed.does.split()[0]] if lobby else None
        return f"{fill(act.label)}: “{self.chronicle.motion(deed.about)}”." if act else ""
