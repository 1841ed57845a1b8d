"""What the rules pass over to save time changes nothing: derived rows of which nothing was
touched, or that nobody reads before they are worked out again; cards that cannot be the most
urgent.
"""

from __future__ import annotations

from math import inf

import numpy as np

from game.bots import bot
from game.engine.derived import EVERYTHING
from game.engine.rules import Rules
from game.lab.batch import play


def test_games_are_the_same_with_nothing_left_out(rules: Rules) -> None:
    whole = Rules(rules.book)
    everything = np.full(len(whole.derived.changes), EVERYTHING)
    whole.machine.write("derivation_bit", everything)
    whole.machine.write("read_at_close", everything)
    whole.machine.write("event_ceiling", np.full(len(rules.book.events), inf))

    fast, _ = play(rules, range(100), bot("scripted"))
    slow, _ = play(whole, range(100), bot("scripted"))

    assert np.array_equal(fast.columns, slow.columns)
