"""Derived rows: worked out anew where something was touched that they read.

What a change of a row touches is a word of bits: the kinds of `changes.py`, and a bit for every
derived quantity that reads the row or what follows from it. `game.stale` gathers them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from game.engine.changes import KINDS
from game.engine.effects import depends, formulas_of, read_in, written
from game.engine.formulas import ZERO
from game.engine.game import Game
from game.engine.rows import SCRATCH

if TYPE_CHECKING:
    from game.engine.rules import Rules

EVERYTHING = -1

FIRST_BIT, BITS = 3, 28

FOLLOWS = {"alive": ("rank", "holder", "patron", "control"), "holder": ("control",)}
FOLLOWS["in_party"] = FOLLOWS["alive"]
"""The blocks that `tidy` may change behind a change of another."""

RECOUNTED = ("offices", "delegates", "mandates", "following", "committee")
"""The blocks that are counted anew before derived rows are worked out, see `congress.py`."""

DIRECT = (*SCRATCH, *("card", "decider", "vacant", "uses", "over", "winner"))
"""The blocks that kernels write without saying what they touch."""


class Touches:
    """What a change of every block touches, and the bit of every derived change. `always` are the
    bits of those that are worked out whatever was touched: they read the calendar, what kernels
    write directly, or each other's last values. `at_close` says which are read before the close
    has ended.
    """

    def __init__(self, rules: Rules) -> None:
        derived = rules.derived.changes
        self.bits = [1 << FIRST_BIT + n % BITS for n in range(len(derived))]
        self._written = [written([change]) for change in derived]
        self._read = [read_in(formulas_of([change])) for change in derived]
        blocks = rules.layout.blocks
        self.of = {name: KINDS.get(name, 0) | self._derived(name) for name in blocks}
        self.always = 0
        for name in (*DIRECT, *rules.book.dice):
            self.always |= self.of[name]
        for number, change in enumerate(derived):
            later = frozenset().union(*self._written[number:])
            if depends(change, later):
                self.always |= self.bits[number] | self.by(self._written[number])

        self.at_close = self._read_at_close(rules)

    def by(self, names: Iterable[str]) -> int:
        """What changes of some blocks touch."""
        found = 0
        for name in names:
            found |= self.of[name]
        return found

    def _derived(self, name: str) -> int:
        changed, found = {name, *FOLLOWS.get(name, ())}, 0
        for bit, reads, writes in zip(self.bits, self._read, self._written, strict=True):
            if reads & changed:
                changed |= writes
                found |= bit
        return found

    @staticmethod
    def _read_at_close(rules: Rules) -> list[bool]:
        """The derived changes that are read before all of them are brought up to date behind the
        statements of the close: by these, by what delegates are counted by, or by one another in
        the next round.
        """
        derived = rules.derived.changes
        delegates = rules.formulas.get(("congress", "filter"), ZERO)
        read = read_in([*formulas_of(rules.closing.changes), delegates])
        found = [False] * len(derived)
        for place in reversed(range(len(derived))):
            change = derived[place]
            if written([change]) & (read | read_in(formulas_of(derived[: place + 1]))):
                found[place] = True
                read |= read_in(formulas_of([change]))
        return found


# -------------------------------------------------------------------- kernels


def derive(game: Game) -> None:
    """Bring the derived rows up to date: those that read something that was touched."""
    for number in range(game.derivations):
        if game.stale & game.derivation_bit[number] != 0:
            game.derivation(number)
    game.stale = game.always_stale


def derive_for_close(game: Game) -> None:
    """The same for those that are read before the close has ended."""
    for number in range(game.derivations):
        if game.read_at_close[number] != 0 and game.stale & game.derivation_bit[number] != 0:
            game.derivation(number)
