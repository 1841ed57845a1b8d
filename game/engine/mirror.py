"""The mirror: what the counts of the column are worth, kept beside them while a game is at work.

Formulas read the same rows far more often than these change. So the rows of the blocks that are
changed by effects and statements alone stand in `game.v` as values: `v[row] = c[row] / scale[row]`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.engine.game import Game

if TYPE_CHECKING:
    from game.engine.rules import Rules

BUILT_IN = ("position", "line", "mood", "weight", "ideal")


def mirrored(rules: Rules) -> frozenset[str]:
    """The names of the blocks that have a mirror."""
    blocks = rules.layout.blocks
    names = (*BUILT_IN, *(quantity.id for quantity in rules.book.quantities))
    return frozenset(
        name for name in names if blocks[name].holds == "number" and blocks[name].scale > 0
    )


# -------------------------------------------------------------------- kernels


def reflect(game: Game) -> None:
    """Fill the mirror from the column."""
    for place in range(game.mirrors):
        first = game.mirror_first[place]
        for row in range(first, first + game.mirror_size[place]):
            game.v[row] = game.c[row] / game.scale[row]
