"""Games as tasks: each is worked out anywhere, by itself, and gives the same tally everywhere."""

from __future__ import annotations

import hashlib
import pickle
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Protocol

import game
from game.bots import bot
from game.engine.book import Book
from game.engine.rules import Rules
from game.engine.rules import digest_of as rules_digest
from game.lab.batch import BLOCK, blocks, run
from game.lab.plan import ENDINGS, Plan
from game.lab.tally import Tally

SMALL, FEW_GAMES = 256, 4096
"""Up to so many games, tasks are small, so that all workers have something to do."""


class Work(Protocol):
    """Something to be worked out by a worker."""

    @property
    def digest(self) -> str:
        """What names the result: equal for equal work by the same code."""
        ...

    @property
    def games(self) -> int:
        """How many games it takes."""
        ...

    def run(self) -> Tally:
        """Work it out."""
        ...


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Rules as they are sent to workers: a book, packed, with the digest of its rules."""

    digest: str
    packed: bytes = field(repr=False)

    @classmethod
    def of(cls, rules: Rules) -> Rulebook:
        """The rulebook of some rules."""
        return cls(rules.digest, zlib.compress(pickle.dumps(rules.book)))

    @classmethod
    def of_book(cls, book: Book) -> Rulebook:
        """The rulebook of a book that nobody has compiled yet."""
        return cls(rules_digest(book), zlib.compress(pickle.dumps(book)))

    def rules(self) -> Rules:
        """The rules; those used last are kept."""
        return _compiled(self)


@lru_cache(maxsize=2)
def _compiled(book: Rulebook) -> Rules:
    found = pickle.loads(zlib.decompress(book.packed))  # noqa: S301 - our own, sent by ourselves
    assert isinstance(found, Book)  # noqa: S101 - says what was packed
    return Rules(found)


@dataclass(frozen=True, slots=True)
class Players:
    """Which bot plays all seats, and with what settings."""

    name: str = "scripted"
    noise: float = 1.0
    bias: float = 1.0


@dataclass(frozen=True, slots=True)
class Games:
    """Games with the seeds first, first + 1, ..., counted by a plan. Outcomes are counted from the
    seed `origin`.
    """

    book: Rulebook
    players: Players
    plan: Plan
    first: int
    games: int
    origin: int = 0

    @property
    def digest(self) -> str:
        """What names the tally."""
        what = (self.players, self.plan, self.first, self.games, self.origin)
        return digest_of("games", self.book.digest, repr(what))

    def run(self) -> Tally:
        """Play them."""
        chooser = bot(self.players.name, noise=self.players.noise, bias=self.players.bias)
        return run(
            self.book.rules(),
            self.games,
            chooser,
            first=self.first,
            plan=self.plan,
            origin=self.origin,
        )


def games_of(
    book: Rulebook, players: Players, games: int, first: int = 0, plan: Plan = ENDINGS
) -> Iterator[Games]:
    """Games cut into tasks. How they are cut depends on their number alone, so that every run of
    the same games finds the tallies of the one before.
    """
    size = SMALL if games <= FEW_GAMES else BLOCK
    for seeds in blocks(first, games, size):
        yield Games(book, players, plan, seeds.start, len(seeds), first)


def digest_of(*parts: str) -> str:
    """32 hex digits of some texts and of the code that will work on them."""
    text = "\n".join((code_digest(), *parts))
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


@cache
def code_digest() -> str:
    """32 hex digits of the code that plays and counts games, and of what words are counted in."""
    return package_digest(Path(game.__file__).parent)


def package_digest(package: Path) -> str:
    """32 hex digits of the code of a package that a tally depends on."""
    found = hashlib.blake2b(digest_size=16)
    for part in ("briefing", "bots", "engine", "lab"):
        for file in sorted((package / part).rglob("*.py")):
            name = file.relative_to(package).as_posix()
            found.update(name.encode() + b"\n" + file.read_bytes())
    return found.hexdigest()
