"""History pulls no harder than by what a person's options differ in appeal."""

from __future__ import annotations

from collections import defaultdict

from game.scenario.load import load
from tests.contract.conftest import SCENARIOS

TURNS = 24
MOST = {"manoeuvre": 17.0, "motion": 24.0, "card": 3.4}
"""One standard deviation of the appeals of what somebody may do when he is asked, as games of
scripted bots have it."""


def test_no_pull_on_one_act_in_one_quarter_is_larger_than_the_appeals_differ() -> None:
    content = load(SCENARIOS["after-lenin"]).content
    pulls: dict[tuple[str, str, str, int], float] = defaultdict(float)
    for bias in content.bias:
        card = bias.act in content.events
        half = 0.5 if bias.target and bias.add < 0 and not card else 1.0
        for turn in range(bias.from_, min(bias.to, TURNS) + 1):
            pulls[bias.person, bias.act, (bias.target or "") if card else "", turn] += (
                half * bias.add
            )

    def most(act: str) -> float:
        if act in content.events:
            return MOST["card"]
        return MOST["manoeuvre" if act in content.manoeuvres else "motion"]

    assert not {key: pull for key, pull in pulls.items() if abs(pull) > most(key[1]) + 1e-9}


def test_every_pull_on_a_card_is_towards_what_was_done() -> None:
    content = load(SCENARIOS["after-lenin"]).content
    answers = {bias.act: bias.target for bias in content.bias if bias.act in content.events}

    assert len(answers) > 80
    for card, answer in answers.items():
        history = content.events[card].history
        assert history is not None
        assert history.chosen == answer
