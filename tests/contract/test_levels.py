"""The levels: the fewer slips the others make, the seldomer somebody who plays as they do wins."""

from __future__ import annotations

import numpy as np
import pytest

from game.bots import around, bot
from game.scenario.load import load
from tests.contract.conftest import SCENARIOS, rules_of

GAMES = 200
LEVELS = ("story", "normal", "hard", "historical")


ALONE = ("trotsky", "zinoviev", "kamenev", "bukharin", "rykov")
"""Those who begin without the Secretariat, and with hardly anybody who follows them."""


def reached(level: str, leaders: tuple[str, ...] = ALONE) -> float:
    """The share of games in which a leader reaches a goal of his, mean over some of them."""
    content, rules = load(SCENARIOS["after-lenin"]).content, rules_of(SCENARIOS["after-lenin"])
    declared = content.levels[level]
    player, rivals = bot("scripted"), bot(declared.bot, noise=declared.noise, bias=declared.bias)
    found = []
    for who in leaders:
        others = around(rivals, [who], declared.followers)
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


@pytest.mark.slow
def test_story_is_easier_than_normal_for_him_who_has_many_followers_too() -> None:
    assert reached("story", ("stalin",)) > 1.05 * reached("normal", ("stalin",))


def test_on_hard_the_others_look_ahead_and_on_the_levels_below_they_do_not() -> None:
    levels = load(SCENARIOS["after-lenin"]).content.levels
    assert [id for id, level in levels.items() if level.bot == "lookahead"] == ["hard"]
