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

from game.engine.game import Game
from game.engine.machine.kernel import MASK, Word

Keys: TypeAlias = NDArray[np.uint64]

_GOLDEN = 0x9E3779B97F4A7C15
_SALT = 0x5851F42D4C957F2D
_BOTS = 0x9E6C63D0676A9A99
_M1 = 0xBF58476D1CE4E5B9
_M2 = 0x94D049BB133111EB
_TURN = 0xD1B54A32D192ED03
_WHO = 0x8CB92BA72F3D8DD7
_PERCENT = 100.0 / 4294967296.0
_WORD = 1.0 / 65536.0


def site(name: str) -> int:
    """The stable 64-bit number of an authored id."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest(), "little")


def mix_one(value: int) -> int:
    """splitmix64's finaliser."""
    value &= MASK
    value = (value ^ (value >> 30)) * _M1 & MASK
    value = (value ^ (value >> 27)) * _M2 & MASK
    return value ^ (value >> 31)


def game_keys(seeds: NDArray[np.uint64]) -> Keys:
    """One key a game from its seed. Shape (games,)."""
    keys = [mix_one(int(seed) * _GOLDEN + _SALT) for seed in seeds]
    return np.array(keys, np.uint64)


def bot_key(key: int) -> int:
    """A game's key for what its bots draw, apart from the game's own dice."""
    return mix_one(key ^ _BOTS)


def chance_one(key: int, turn: int, where: int, who: int = 0) -> float:
    """A number in [0, 100) of one game to compare with a probability in percent."""
    salt = mix_one(where + turn * _TURN)
    return float(mix_one(key + salt + who * _WHO) >> 32) * _PERCENT


# -------------------------------------------------------------------- kernels


def mixed(game: Game, value: Word) -> Word:
    """splitmix64's finaliser."""
    value = (value ^ (value >> 30)) * _M1 & MASK
    value = (value ^ (value >> 27)) * _M2 & MASK
    return value ^ (value >> 31)


def salted(game: Game, key: Word, where: Word) -> Word:
    """A key for all draws of this turn at a site."""
    return key + mixed(game, where + Word(game.turn) * _TURN & MASK) & MASK


def drawn(game: Game, salt: Word, who: int) -> Word:
    """64 random bits from a salted key."""
    return mixed(game, salt + Word(who) * _WHO & MASK)


def chance(game: Game, where: Word, who: int) -> float:
    """A number in [0, 100) to compare with a probability in percent."""
    return float(drawn(game, salted(game, game.key, where), who) >> 32) * _PERCENT


def percent(game: Game, where: Word, who: int) -> int:
    """A whole number 0..100, each equally likely but for 2**-57."""
    return int((drawn(game, salted(game, game.key, where), who) >> 11) % 101)


def triangular(game: Game, salt: Word, who: int) -> float:
    """A triangular number in (-1, 1) from a salted key: the difference of two 16-bit uniforms, two
    to a hash.
    """
    bits = drawn(game, salt, who >> 1) >> Word((who & 1) * 32)
    return float(int(bits & 0xFFFF) - int((bits >> 16) & 0xFFFF)) * _WORD
