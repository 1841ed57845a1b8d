"""Bots: players that choose by the same rules and from the same knowledge as people.

    picks = bot("scripted")(rules, rules.knowledge(state), rules.ask(state))

A bot answers for all seats of all games of a batch at once; whoever else plays a seat overwrites
its picks. Picks are (2, seats, games): verb and target.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, TypeAlias, overload

import numpy as np
from numpy.typing import NDArray

from game.bots.lookahead import Budget, LookAhead
from game.bots.policies import Policy, Retinue
from game.engine.asks import Ask
from game.engine.choice import RANDOM, SCRIPTED
from game.engine.knowledge import Knowledge
from game.engine.rules import Rules

Bot: TypeAlias = Callable[[Rules, Knowledge, Ask], NDArray[np.int64]]

BOTS = ("random", "scripted", "historical", "lookahead")


class UnknownBot(ValueError):
    """No bot has this name."""


@overload
def bot(
    name: Literal["random", "scripted", "historical"], *, noise: float = ..., bias: float = ...
) -> Policy: ...


@overload
def bot(
    name: str, *, noise: float = ..., bias: float = ..., budget: Budget | None = ...
) -> Policy | LookAhead: ...


def bot(
    name: str, *, noise: float = 1.0, bias: float = 1.0, budget: Budget | None = None
) -> Policy | LookAhead:
    """The bot of a name. `noise` scales the noise on its wishes, `bias` the pull towards what the
    person did; `budget` is what looking ahead may cost. Raises UnknownBot.
    """
    if name == "random":
        return Policy(RANDOM)
    if name == "scripted":
        return Policy(SCRIPTED, noise)
    if name == "historical":
        return Policy(SCRIPTED, noise, bias)
    if name == "lookahead":
        return LookAhead(budget or Budget())
    raise UnknownBot(f"no bot is called {name!r}; there are {', '.join(BOTS)}")


def around(found: Policy | LookAhead, players: Sequence[str], followers: float | None) -> Bot:
    """The same bot, but those who follow one of the players choose with a noise of their own."""
    if followers is None or not players or not isinstance(found, Policy):
        return found
    led = Policy(found.number, float(followers), found.bias)
    return Retinue(found, led, tuple(players))
