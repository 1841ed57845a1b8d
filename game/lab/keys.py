"""Keys for what the lab leaves to chance, apart from the dice of the games it plays."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.engine.dice import Keys

_STEP = 0x8CB92BA72F3D8DD7
_M1, _M2 = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_S30, _S27, _S31 = np.uint64(30), np.uint64(27), np.uint64(31)
_MASK = (1 << 64) - 1


def other_keys(keys: Keys, where: int, numbers: NDArray[np.integer] | int = 0) -> Keys:
    """A key for every game, place and number (splitmix64's finaliser, elementwise)."""
    moved = np.asarray(numbers).astype(np.uint64) * np.uint64(_STEP)
    values = keys + (moved + np.uint64(where & _MASK))
    values = values ^ (values >> _S30)
    values *= _M1
    values ^= values >> _S27
    values *= _M2
    values ^= values >> _S31
    return np.asarray(values, np.uint64)


def percents(keys: Keys, where: int, numbers: NDArray[np.integer] | int = 0) -> NDArray[np.int64]:
    """A number from 0 to 99 for every game, place and number."""
    return (other_keys(keys, where, numbers) >> np.uint64(11)).astype(np.int64) % 100
