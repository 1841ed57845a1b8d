"""Game i of a batch is the same game alone, in another process, and without SIMD."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from game.bots import bot
from game.engine.rules import Rules
from game.lab.batch import play
from tests.contract.conftest import SCENARIOS, player

ROOT = Path(__file__).resolve().parents[2]
SEEDS = range(40, 52)

DIGESTS = """
import json, sys
from pathlib import Path
import numpy as np
from game.bots import bot
from game.lab.batch import play
from game.scenario.build import build
from game.scenario.load import load

rules = build(load(Path(sys.argv[1])))
state, _ = play(rules, [int(seed) for seed in sys.argv[2].split(",")], bot("scripted"))
config = np.show_config(mode="dicts")["SIMD Extensions"]
digests = [state.digest(game) for game in range(state.games)]
print(json.dumps({"digests": digests, "found": config.get("found", [])}))
"""


def turns(rules: Rules, seeds: range | list[int], name: str) -> dict[tuple[int, int], str]:
    """The digest of every game at the opening of every turn and at its end (turn 0)."""
    chooser = player(name)
    found: dict[tuple[int, int], str] = {}
    state = rules.start(seeds)
    while not rules.finished(state):
        if state.step == 0:
            found |= {
                (int(seed), state.turn): state.digest(game) for game, seed in enumerate(state.seeds)
            }
        state = rules.advance(
            state, chooser(rules, rules.knowledge(state), rules.ask(state)), checked=False
        )
    return found | {(int(seed), 0): state.digest(game) for game, seed in enumerate(state.seeds)}


def test_a_game_alone_equals_the_game_in_a_batch_at_every_turn(rules: Rules, bot_name: str) -> None:
    seeds = SEEDS[:3] if bot_name == "lookahead" else SEEDS
    batch = turns(rules, seeds, bot_name)

    for seed in seeds:
        for place, digest in turns(rules, [seed], bot_name).items():
            assert batch[place] == digest, place


def test_selected_games_go_on_as_in_the_batch(rules: Rules) -> None:
    whole, _ = play(rules, SEEDS, bot("scripted"))
    state = rules.start(SEEDS).select([3, 7])
    chooser = bot("scripted")
    while not rules.finished(state):
        state = rules.advance(state, chooser(rules, rules.knowledge(state), rules.ask(state)))

    assert [state.digest(0), state.digest(1)] == [whole.digest(3), whole.digest(7)]


def child(folder: Path, environment: dict[str, str]) -> dict[str, list[str]]:
    """The digests as another process computes them."""
    command = [sys.executable, "-c", DIGESTS, str(folder), ",".join(map(str, SEEDS))]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    done = subprocess.run(
        command, capture_output=True, text=True, env=environment, check=True, cwd=ROOT
    )
    return json.loads(done.stdout)  # type: ignore[no-any-return]


@pytest.mark.parametrize("name", sorted(SCENARIOS))
def test_another_process_computes_the_same_digests_also_without_simd(name: str) -> None:
    plain = child(SCENARIOS[name], {})
    features = plain["found"]
    without = child(SCENARIOS[name], {"NPY_DISABLE_CPU_FEATURES": " ".join(features)})

    assert plain["digests"] == without["digests"]
    assert not without["found"], "every feature numpy dispatches must be off"
    assert features or not np.show_config(mode="dicts")["SIMD Extensions"].get("found")
