"""What the rules pass over to save time changes nothing: derived rows that nobody reads before they
are worked out again, cards that cannot be the most urgent.
"""

from __future__ import annotations

from math import inf

import numpy as np

from game.bots import bot
from game.engine.rules import Rules
from game.engine.tables import single
from game.lab.batch import play


def test_games_are_the_same_with_nothing_left_out(rules: Rules) -> None:
    whole = Rules(rules.book)
    whole.tables["derive_before_close"] = single(whole.derived)
    whole.machine.write("event_ceiling", np.full(len(rules.book.events), inf))

    fast, _ = play(rules, range(100), bot("scripted"))
    slow, _ = play(whole, range(100), bot("scripted"))

    assert np.array_equal(fast.columns, slow.columns)
