"""Players for tests: they answer from what the rules allow, by a number."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from game.engine import notation
from game.session.opening import Opening
from game.session.session import Session


def some_answer(session: Session, number: int) -> str:
    """A legal answer to the question before the played seat; another number, maybe another."""
    rules, seat = session.rules, session.seat
    ask = rules.ask(session._state)
    verbs = np.nonzero(ask.legal()[:, seat, 0])[0].tolist()
    verbs = verbs[number % len(verbs) :] + verbs
    for verb in verbs:
        if verb == 0 or ask.targets(verb)[0] == "none":
            return notation.write(rules, ask, verb, -1)
        legal = ask.target_legal(verb, np.array([seat]), np.array([0]))[:, 0]
        targets = np.nonzero(legal)[0].tolist()
        if targets:
            return notation.write(rules, ask, verb, targets[number % len(targets)])
    raise AssertionError


def play(session: Session, answers: int = 10_000, first: int = 0) -> int:
    """Answer so many questions, or all; returns how many there were."""
    for count in range(answers):
        if session.over:
            return count
        session.answer(some_answer(session, first + count * 7))
    return answers


def new(folder: Path, name: str = "harbour", seed: int = 7, seat: str = "") -> Session:
    """A new game saved in a folder."""
    return Opening(folder).new_game(name, seat, "", seed)
