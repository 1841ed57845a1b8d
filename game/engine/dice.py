"""Keyed dice: a draw is a hash of (game key, turn, site, who), never the next number of a stream.

Adding an authored object shifts no other draw, and a replay needs only the seed. The mixing is
splitmix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
Everything is 64-bit integer arithmetic that wraps, so it is equal on every machine.
"""

from __future__ import annotations

import hashlib
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Keys: TypeAlias = NDArray[np.uint64]

_GOLDEN = 0x9E3779B97F4A7C15
_MASK = 0xFFFFFFFFFFFFFFFF
_M1 = np.uint64(0xBF58476D1CE4E5B9)
_M2 = np.uint64(0x94D049BB133111EB)
_S30, _S27, _S31 = np.uint64(30), np.uint64(27), np.uint64(31)
_TURN = 0xD1B54A32D192ED03
_WHO = 0x8CB92BA72F3D8DD7
_ONE, _QUARTER, _HALF = np.uint64(1), np.uint64(16), np.uint64(32)
_WORD = np.uint64(0xFFFF)


def site(name: str) -> int:
    """The stable 64-bit number of an authored id."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "little")


def mix(values: Keys) -> Keys:
    """splitmix64's finaliser, elementwise."""
    values = values ^ (values >> _S30)
    values *= _M1
    values ^= values >> _S27
    values *= _M2
    values ^= values >> _S31
    return values


def mix_one(value: int) -> int:
    """The same finaliser on one Python integer."""
    value &= _MASK
    value = ((value ^ (value >> 30)) * int(_M1)) & _MASK
    value = ((value ^ (value >> 27)) * int(_M2)) & _MASK
    return value ^ (value >> 31)


def game_keys(seeds: NDArray[np.uint64]) -> Keys:
    """One key a game from its seed. Shape (games,)."""
    return mix(seeds * np.uint64(_GOLDEN) + np.uint64(0x5851F42D4C957F2D))


def _salt(turn: int, where: int) -> int:
    return mix_one(where + turn * _TURN)


def draw(keys: Keys, turn: int, where: int, who: NDArray[np.integer] | int = 0) -> Keys:
    """64 random bits for every key; `who` is broadcast against the keys."""
    salt = np.uint64(_salt(turn, where))
    if isinstance(who, int):
        return mix(keys + np.uint64((int(salt) + who * _WHO) & _MASK))
    return mix(keys + (salt + who.astype(np.uint64) * np.uint64(_WHO)))


def draw_one(key: int, turn: int, where: int, who: int = 0) -> int:
    """The same 64 bits for one game."""
    return mix_one(key + _salt(turn, where) + who * _WHO)


def percent(
    keys: Keys, turn: int, where: int, who: NDArray[np.integer] | int = 0
) -> NDArray[np.int64]:
    """A whole number 0..100, each equally likely but for 2**-57."""
    return ((draw(keys, turn, where, who) >> np.uint64(11)) % np.uint64(101)).astype(np.int64)


def chance(
    keys: Keys, turn: int, where: int, who: NDArray[np.integer] | int = 0
) -> NDArray[np.float64]:
    """A number in [0, 100) to compare with a probability in percent."""
    bits = (draw(keys, turn, where, who) >> np.uint64(32)).astype(np.float64)
    return bits * (100.0 / 4294967296.0)


def chance_one(key: int, turn: int, where: int, who: int = 0) -> float:
    """The same number for one game."""
    return float(draw_one(key, turn, where, who) >> 32) * (100.0 / 4294967296.0)


def triangular(keys: Keys, turn: int, where: int, count: int) -> NDArray[np.float64]:
    """`count` triangular numbers in (-1, 1) for every game, shape (count, games): the difference of
    two 16-bit uniforms, four 16-bit lanes to a hash.
    """
    hashes = -(-count // 2)
    who = np.arange(hashes, dtype=np.uint64)[:, None]
    bits = draw(keys[None, :], turn, where, who).astype("<u8", copy=False)
    words = bits.view("<u2").reshape(hashes, -1, 4)
    found = np.empty((hashes, 2, len(keys)))
    for half in (0, 1):
        first, second = words[..., 2 * half], words[..., 2 * half + 1]
        np.subtract(first, second, out=found[:, half], dtype=np.int32, casting="unsafe")
    found *= 1.0 / 65536.0
    return found.reshape(2 * hashes, -1)[:count]


def triangular_at(
    keys: Keys, turn: int, where: int, who: NDArray[np.integer]
) -> NDArray[np.float64]:
    """For every key the number that `triangular` gives in row `who`."""
    bits = draw(keys, turn, where, who >> 1) >> ((who.astype(np.uint64) & _ONE) * _HALF)
    first, second = bits & _WORD, (bits >> _QUARTER) & _WORD
    return np.asarray((first.astype(np.int64) - second.astype(np.int64)) * (1.0 / 65536.0))
