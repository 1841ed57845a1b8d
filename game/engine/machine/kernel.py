"""The language of kernels: what the rules are written in.

A kernel is a Python function whose first parameter is the game it works on. Everything else is
whole numbers (`int`, 32 bits), truths (`bool`), numbers (`float`) and 64-bit words (`Word`). A game
is an object whose attributes are

- constants: rows, counts and figures of the scenario, the same for all games;
- arrays: `game.c[row]`, read and written by place;
- variables: numbers kept while a game is worked on, `game.turn`;
- tables of formulas: `game.act_when(number, actor)`.

Kernels use assignments, `if`, `while`, `for ... in range(...)`, `break`, `continue`, `return`,
arithmetic, comparisons, `name in (a, b)`, `and or not`, conditional expressions, calls of kernels,
and the functions `abs min max int float floor copy`. An array's place is never negative; whole
numbers never exceed 32 bits; `//` and `%` take no negative numbers. Words wrap only where `& MASK`
says so.
"""

from __future__ import annotations

import math
from collections.abc import Callable, MutableSequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

Word: TypeAlias = int
"""64 bits, never negative."""

MASK: Final = 0xFFFFFFFFFFFFFFFF

Kernel: TypeAlias = Callable[..., Any]

Ints: TypeAlias = MutableSequence[int]
Numbers: TypeAlias = MutableSequence[float]
Words: TypeAlias = MutableSequence[int]


def floor(x: float) -> float:
    """The largest whole number not above x, as a number."""
    return float(math.floor(x))


def copy(
    to: MutableSequence[Any], at: int, source: MutableSequence[Any], start: int, count: int
) -> None:
    """Copy so many places of an array into another of the same kind."""
    to[at : at + count] = source[start : start + count]


@dataclass(frozen=True, slots=True)
class Array:
    """Places for numbers of a kind ("int", "float" or "Word"), and what stands there at the start.
    Without `values` there are `size` zeros.
    """

    kind: str
    size: int
    values: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Variable:
    """A number of a kind ("int", "float" or "Word") that kernels set."""

    kind: str


@dataclass(slots=True)
class Environment:
    """What the attributes of a game are, by name; and formulas' tables, see `formulas.py`."""

    constants: dict[str, int | float] = field(default_factory=dict)
    arrays: dict[str, Array] = field(default_factory=dict)
    variables: dict[str, Variable] = field(default_factory=dict)
