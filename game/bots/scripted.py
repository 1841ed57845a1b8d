"""The scripted bot: the scenario's appeal plus keyed noise. The historical bot adds, for each
person, a declared pull towards what he really did.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from game.bots.choice import Lanes, Wishes, choose
from game.engine import dice
from game.engine.asks import Ask
from game.engine.book import Bias
from game.engine.knowledge import Knowledge
from game.engine.rules import Rules

_VERBS = dice.site("scripted bot: verbs")
_TARGETS = dice.site("scripted bot: targets")
TARGET_NOISE = 0.5
"""The noise on targets as a part of that on verbs."""


def scripted_bot(noise: float) -> Callable[[Rules, Knowledge, Ask], NDArray[np.int64]]:
    """A bot whose noise is the scenario's times `noise`."""
    return lambda rules, known, ask: _picks(rules, known, ask, noise, 0.0)


def historical_bot(
    noise: float, bias: float
) -> Callable[[Rules, Knowledge, Ask], NDArray[np.int64]]:
    """A scripted bot with the scenario's bias times `bias`."""
    return lambda rules, known, ask: _picks(rules, known, ask, noise, bias)


def _picks(
    rules: Rules, known: Knowledge, ask: Ask, noise: float, bias: float
) -> NDArray[np.int64]:
    phase, verbs = ask.phase, len(ask.verbs)
    width = phase.noise() * noise
    where = dice.site(f"{phase.kind} {phase.step}")
    wishes = ask.appeal()
    if width:
        draws = dice.triangular(known.keys, known.turn, _VERBS ^ where, verbs * rules.seats)
        draws *= width
        wishes = np.add(wishes, draws.reshape(wishes.shape), out=draws.reshape(wishes.shape))
    pulls = active_bias(rules, known.turn, ask) if bias else []
    for pull in pulls:
        seat = rules.people.index(pull.person)
        verb = ask.verbs.index(pull.act)
        wishes[verb, seat] += pull.add * bias * (0.5 if pull.target and pull.add < 0 else 1.0)

    def target_wishes(verb: int, seats: Lanes, games: Lanes, targets: Lanes | None) -> Wishes:
        keys, site = known.keys[games] + seats.astype(np.uint64), (_TARGETS ^ where) + verb
        kind, count = ask.targets(verb)
        if targets is not None:
            found = ask.appeal_of(verb, seats, games, targets)
            noise = dice.triangular_at(keys, known.turn, site, targets) if width else 0.0
        else:
            found = ask.target_appeal(verb, seats, games)
            noise = dice.triangular(keys, known.turn, site, count) if width else 0.0
        found = found + noise * (width * TARGET_NOISE)
        for pull in pulls:
            if pull.target and ask.verbs[verb] == pull.act:
                wanted, his = (
                    target_number(rules, kind, pull.target),
                    seats == rules.people.index(pull.person),
                )
                if targets is not None:
                    found[his & (targets == wanted)] += pull.add * bias
                else:
                    found[wanted, his] += pull.add * bias
        return found

    return choose(ask, wishes, target_wishes)


_BY_TURN: WeakKeyDictionary[Rules, dict[int, list[Bias]]] = WeakKeyDictionary()


def active_bias(rules: Rules, turn: int, ask: Ask) -> list[Bias]:
    """The declared pulls of a turn towards verbs of an ask."""
    table = _BY_TURN.get(rules)
    if table is None:
        table = defaultdict(list)
        for pull in rules.book.bias:
            for number in range(pull.first, min(pull.last, rules.turns) + 1):
                table[number].append(pull)
        _BY_TURN[rules] = table
    return [pull for pull in table.get(turn, []) if pull.act in ask.verbs]


def target_number(rules: Rules, kind: str, target: str) -> int:
    """The number of a target by its id; people, blocs and posts by theirs. Raises ValueError."""
    return rules.index(kind, target)
