"""The tutorial teaches in ten minutes: few questions and words, a hint at each new step."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from game.bots import bot
from game.engine.state import State
from game.lab.batch import play as played
from game.session.opening import Opening
from game.session.session import Session
from tests.contract.conftest import SCENARIOS, rules_of
from tests.session.players import some_answer

NAME = "january-1924"
MINUTES, WORDS_A_MINUTE, SECONDS_A_QUESTION = 10, 220, 20
"""Reading at a slow pace, and thinking about each question besides."""
GAMES = 400


@cache
def games() -> State:
    """Games in which the player, too, does what he would like."""
    return played(rules_of(SCENARIOS[NAME]), range(GAMES), bot("scripted"))[0]


def shown(session: Session) -> tuple[int, list[str], list[str]]:
    """How many questions a game asks, the texts that it shows with them, and the hints."""
    questions, texts, hints = 0, [session.briefing().opening], []
    while not session.over:
        briefing = session.briefing()
        question = briefing.question
        assert question is not None
        questions += 1
        texts += [question.title, question.text, question.stake, question.hint]
        texts += [option.label for option in question.options if option.legal]
        texts += [deed.text for deed in briefing.seen]
        hints += [question.hint] if question.hint else []
        session.answer(some_answer(session, questions * 3))
    ending = session.briefing().ending
    assert ending is not None
    return questions, [*texts, ending.text, ending.epilogue, ending.country], hints


@pytest.mark.parametrize("seed", range(5))
def test_it_takes_ten_minutes(seed: int, tmp_path: Path) -> None:
    questions, texts, _ = shown(Opening(tmp_path).new_game(NAME, "", "", seed))
    words = sum(len(text.split()) for text in texts)
    minutes = words / WORDS_A_MINUTE + questions * SECONDS_A_QUESTION / 60

    assert 8 <= questions <= 16
    assert minutes <= MINUTES, (questions, words)


@pytest.mark.parametrize("seed", range(5))
def test_every_hint_comes_once_at_its_step(seed: int, tmp_path: Path) -> None:
    session = Opening(tmp_path).new_game(NAME, "", "", seed)
    declared = {" ".join(hint.text.split()) for hint in session.loaded.content.hints.values()}
    _, _, hints = shown(session)

    assert len(hints) == len(set(hints))
    assert set(hints) <= declared
    assert len(hints) >= len(declared) - 2  # not everybody is made an offer, or votes in plenum


def test_one_sits_at_every_kind_of_question() -> None:
    rules = rules_of(SCENARIOS[NAME])
    chooser, state, me = bot("scripted"), rules.start(range(GAMES)), rules.people.index("bukharin")
    asked: dict[str, float] = {}
    while not rules.finished(state):
        ask = rules.ask(state)
        kind = ask.phase.kind
        asked[kind] = asked.get(kind, 0) + float(ask.asked[me].mean())
        state = rules.advance(state, chooser(rules, rules.knowledge(state), ask), checked=False)

    for kind in ("card", "manoeuvre", "agenda", "lobby", "vote", "change"):
        assert asked[kind] >= 0.95, (kind, asked)
    assert asked["answer"] > 0.3
    assert asked["plenum"] + asked["ratify"] > 1


def test_both_goals_can_be_reached_and_neither_is_given() -> None:
    rules = rules_of(SCENARIOS[NAME])
    share = {
        goal: np.mean([rules.ending(games(), game) == goal for game in range(GAMES)])
        for goal in ("good_company", "a_vote_alone")
    }
    assert 0.3 <= share["good_company"] <= 0.8
    assert 0.2 <= share["a_vote_alone"] <= 0.7


def test_the_letter_can_be_taken_at_its_word_by_those_who_work_for_it(tmp_path: Path) -> None:
    wanted = {
        "manoeuvre": ("read_the_line kamenev", "call_on kamenev"),
        "agenda": ("read_the_letter",),
        "plenum": ("aye",),
    }
    endings = []
    opening = Opening(tmp_path)
    for seed in range(40):
        session = opening.new_game(NAME, "", "", seed)
        while not session.over:
            ask = session.rules.ask(session._state)
            for key in (*wanted.get(ask.name, ()), "front", "pass", "abstain"):
                try:
                    session.answer(key)
                except ValueError:
                    continue
                break
        endings.append(session.rules.ending(session._state))
    assert 3 <= endings.count("letter_heard") <= 30, endings.count("letter_heard")
