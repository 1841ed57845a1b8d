"""The compiled machine and plain Python play the same games."""

from __future__ import annotations

import pytest

from game.bots import bot
from game.bots.policies import Policy
from game.engine.machine.wasm import WasmMachine
from game.engine.machines import python_machine
from game.engine.rules import Rules


@pytest.mark.parametrize("name", ["random", "scripted", "historical"])
@pytest.mark.parametrize("seed", [3, 4])
def test_both_machines_play_the_same_game(rules: Rules, name: str, seed: int) -> None:
    plain = Rules(rules.book)
    plain.machine = python_machine(plain)
    assert isinstance(rules.machine, WasmMachine)
    policy = bot(name)
    assert isinstance(policy, Policy)
    last = 0 if rules.turns < 10 else 8
    fast, _ = policy.play(rules, rules.start([seed]), last)
    slow, _ = policy.play(plain, plain.start([seed]), last)

    assert fast.digest() == slow.digest()
