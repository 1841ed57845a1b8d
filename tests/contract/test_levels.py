"""The levels: the fewer slips the others make, the seldomer somebody who plays as they do wins."""

from __future__ import annotations

import numpy as np
import pytest

from game.bots import bot
from game.scenario.load import load
from tests.contract.conftest import SCENARIOS, rules_of

GAMES = 200
LEVELS = ("story", "normal", "hard", "historical")


def reached(level: str) -> float:
    """The share of games in which a leader reaches a goal of his, mean over those who begin
    without the Secretariat: to him who has it, the slips of the others bring less order.
    """
    content, rules = load(SCENARIOS["after-lenin"]).content, rules_of(SCENARIOS["after-lenin"])
    declared = content.levels[level]
    player, others = bot("scripted"), bot(declared.bot, noise=declared.noise, bias=declared.bias)
    found = []
    for who in ("trotsky", "zinoviev", "kamenev", "bukharin", "rykov"):
        playable = content.people[who].playable
        assert playable is not None
        goals = {goal.removeprefix("ending.") for goal in playable.goals}
        seat, state = rules.people.index(who), rules.start(range(GAMES))
        while not rules.finished(state):
            ask, knowledge = rules.ask(state), rules.knowledge(state)
            picks = others(rules, knowledge, ask)
            picks[:, seat] = player(rules, knowledge, ask)[:, seat]
            state = rules.advance(state, picks, checked=False)
        found += [
            rules.ending(state, game) in goals and rules.winner(state, game) in ("", who)
            for game in range(GAMES)
        ]
    return float(np.mean(found))


def test_the_four_levels_are_there() -> None:
    levels = load(SCENARIOS["after-lenin"]).content.levels
    assert set(levels) == set(LEVELS)
    assert all(level.note for level in levels.values())


@pytest.mark.slow
def test_story_is_easier_than_normal() -> None:
    assert reached("story") > 1.3 * reached("normal")


def test_on_hard_the_others_look_ahead_and_on_the_levels_below_they_do_not() -> None:
    levels = load(SCENARIOS["after-lenin"]).content.levels
    assert [id for id, level in levels.items() if level.bot == "lookahead"] == ["hard"]
