"""Tables of a rulebook's formulas and effects, called by number from the kernels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from game.engine.at_once import AtOnce
from game.engine.formulas import Formula, Var
from game.engine.in_order import InOrder


@dataclass(frozen=True, slots=True)
class Sweep:
    """Lists the members of axis variables for whom a condition holds, and some numbers of each.

    A call gives how many were found; `found` names the array of the game that their numbers are
    written to (the last variable varying fastest), `values` the arrays of the numbers. Members for
    whom the array `only` has 0 are passed over.
    """

    name: str
    variables: tuple[Var, ...]
    condition: Formula
    numbers: tuple[Formula, ...]
    found: str
    values: tuple[str, ...]
    only: str = ""


Entry: TypeAlias = Formula | AtOnce | InOrder | Sweep


@dataclass(frozen=True, slots=True)
class Table:
    """Formulas or effects with the same parameters. The first argument of a call is the number of
    the entry; a `single` one has one entry and takes no number.
    """

    entries: tuple[Entry, ...]
    parameters: tuple[Var, ...] = ()
    single: bool = False


def values(
    entries: Sequence[Entry],
    variables: Mapping[str, Var] | None = None,
    names: Sequence[str] = (),
) -> Table:
    """A table whose calls take the variables of these names, all of them where none is named.
    Variables an entry does not know are passed all the same.
    """
    known = variables or {}
    wanted = names or tuple(known)
    parameters = tuple(known.get(name, Var(name, "nobody", sure=False)) for name in wanted)
    return Table(tuple(entries), tuple(replace(var, axis=False) for var in parameters))


def single(entry: Entry, variables: Mapping[str, Var] | None = None) -> Table:
    """A table of one entry, called without a number."""
    return replace(values([entry], variables), single=True)
