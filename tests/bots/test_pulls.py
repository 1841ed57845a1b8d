"""What a person really did pulls the historical bot: acts, settings and answers to cards."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from game.bots import Bot, around, bot
from game.bots.lookahead import LookAhead
from game.bots.policies import Policy, Retinue
from game.engine.notation import target_text
from game.engine.rules import Rules
from game.scenario.build import build
from game.scenario.load import load
from tests.contract.conftest import SCENARIOS, rules_of

GAMES = 40


def pulled(folder: Path, *lines: str) -> Rules:
    """The rules of the harbour with other inclinations than it declares."""
    text = (SCENARIOS["harbour"] / "scenario.yaml").read_text(encoding="utf-8")
    head, _, tail = text.partition("bias:\n")
    own, _, rest = tail.partition("\n\n")
    assert own.startswith("  - {person: marta")
    rows = "".join(f"  - {{{line}}}\n" for line in lines)
    (folder / "scenario.yaml").write_text(f"{head}bias:\n{rows}\n{rest}", encoding="utf-8")
    return build(load(folder))


def settings_tabled(rules: Rules, chooser: Bot) -> dict[int, str]:
    """The first setting that Marta moved in every game in which she moved one."""
    seat, state = rules.people.index("marta"), rules.start(range(GAMES))
    found: dict[int, str] = {}
    while not rules.finished(state):
        ask = rules.ask(state)
        picks = chooser(rules, rules.knowledge(state), ask)
        if ask.phase.kind == "agenda":
            for game in np.flatnonzero(ask.asked[seat]).tolist():
                verb, target = (int(n) for n in picks[:, seat, game])
                if verb > 0 and ask.verbs[verb] == "set_dues":
                    found.setdefault(game, target_text(rules, "setting", target))
        state = rules.advance(state, picks, checked=False)
    return found


@pytest.mark.parametrize("answer", ["read", "burn"])
def test_a_card_is_answered_as_it_was(tmp_path: Path, answer: str) -> None:
    rules = pulled(tmp_path, f"person: sava, act: founders_letter, target: {answer}, add: 500")
    card = rules.index("event", "founders_letter")
    wanted = 1 + [option.id for option in rules.book.events[card].options].index(answer)

    state, _ = Policy(1, 1.0, 1.0).play(rules, rules.start(range(GAMES)))

    chosen = state.matrix[rules.layout["chosen"].first + card]
    assert set(chosen[chosen > 0].tolist()) == {wanted}


@pytest.mark.parametrize("setting", ["dues=80", "dues=120"])
def test_a_setting_is_moved_as_it_was(tmp_path: Path, setting: str) -> None:
    rules = pulled(tmp_path, f"person: marta, act: set_dues, target: {setting}, add: 500")

    first = Counter(settings_tabled(rules, bot("historical")).values())

    assert first.most_common(1)[0][0] == setting


def test_a_policy_stands_for_all_its_settings(tmp_path: Path) -> None:
    rules = pulled(tmp_path, "person: marta, act: set_dues, target: dues, add: -500")

    assert not settings_tabled(rules, bot("historical"))
    assert settings_tabled(rules, bot("scripted"))


def test_without_a_pull_nothing_changes(tmp_path: Path) -> None:
    rules = pulled(tmp_path, "person: sava, act: founders_letter, target: read, add: 500")
    plain = rules_of(SCENARIOS["harbour"])

    pulled_end, plain_end = (Policy(1).play(r, r.start(range(GAMES)))[0] for r in (rules, plain))

    assert np.array_equal(pulled_end.matrix, plain_end.matrix)


def test_those_who_follow_the_player_choose_with_a_noise_of_their_own() -> None:
    rules = rules_of(SCENARIOS["after-lenin"])
    wild, calm = Policy(1, 3.0), Policy(1, 0.0)
    mixed = around(wild, ["stalin"], 0.0)
    assert isinstance(mixed, Retinue)
    state, differs = rules.start(range(GAMES)), 0
    molotov, rykov = rules.people.index("molotov"), rules.people.index("rykov")
    for _ in range(12):
        ask, known = rules.ask(state), rules.knowledge(state)
        picks, loud, quiet = (player(rules, known, ask) for player in (mixed, wild, calm))
        assert np.array_equal(picks[:, molotov], quiet[:, molotov])
        assert np.array_equal(picks[:, rykov], loud[:, rykov])
        differs += int((loud != quiet).sum())
        state = rules.advance(state, picks, checked=False)

    assert differs


def test_nobody_follows_whom_nobody_plays() -> None:
    plain = bot("scripted")

    assert around(plain, [], 0.5) is plain
    assert around(plain, ["stalin"], None) is plain
    assert isinstance(around(bot("lookahead"), ["stalin"], 0.5), LookAhead)
