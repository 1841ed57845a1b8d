"""How long a game is for the person who plays it: questions, and words to read.

A few games are played through the very briefings a player gets. A text counts the first time it is
shown: nobody reads the list of manoeuvres seventy times.
"""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median

import numpy as np

from game.bots import bot
from game.briefing.deeds import DeedRecord, witness
from game.briefing.make import Briefer
from game.briefing.model import Briefing
from game.engine.rules import Rules
from game.lab.tally import Tally
from game.lab.tasks import Players, Rulebook, digest_of
from game.scenario.load import Loaded


@dataclass(frozen=True, slots=True)
class Sitting:
    """One game read from one seat."""

    book: Rulebook
    texts: str
    packed: bytes = field(repr=False)
    players: Players
    seat: str
    seed: int

    @classmethod
    def of(cls, rules: Rulebook, loaded: Loaded, players: Players, seat: str, seed: int) -> Sitting:
        """A sitting of a scenario as it is now."""
        return cls(rules, loaded.digest, zlib.compress(pickle.dumps(loaded)), players, seat, seed)

    @property
    def digest(self) -> str:
        """What names the tally."""
        return digest_of("sitting", self.texts, repr((self.players, self.seat, self.seed)))

    @property
    def games(self) -> int:
        """One."""
        return 1

    def run(self) -> Tally:
        """Play it, and count questions and words."""
        rules = self.book.rules()
        loaded = pickle.loads(zlib.decompress(self.packed))  # noqa: S301 - our own, sent by us
        chooser = bot(self.players.name, noise=self.players.noise, bias=self.players.bias)
        seat, state = rules.people.index(self.seat), rules.start([self.seed])
        briefer, deeds, reader = Briefer(rules, loaded), list[DeedRecord](), _Reader()
        while not rules.finished(state):
            ask = rules.ask(state)
            picks = chooser(rules, rules.knowledge(state), ask)
            if ask.asked[seat, 0]:
                reader.read(briefer.brief(state, seat, deeds=deeds))
            deeds += witness(rules, state, picks)
            state = rules.advance(state, picks, checked=False)
        reader.read(briefer.brief(state, seat, deeds=deeds))
        return Tally({"length": np.array([reader.questions, reader.words], np.int64)})


class _Reader:
    """Counts what is new to the eye."""

    def __init__(self) -> None:
        self.questions = 0
        self.words = 0
        self._seen: set[str] = set()

    def read(self, briefing: Briefing) -> None:
        """Read what a player is shown before he answers, or at the end."""
        self.questions += briefing.question is not None
        for text in _shown(briefing):
            if text and text not in self._seen:
                self._seen.add(text)
                self.words += len(text.split())


def _shown(briefing: Briefing) -> Iterator[str]:
    yield briefing.opening
    for deed in briefing.seen:
        yield deed.text
    question = briefing.question
    if question is not None:
        yield from (question.title, question.text, question.hint, question.history)
        for option in question.options:
            yield option.label
    ending = briefing.ending
    if ending is not None:
        yield from (ending.title, ending.text)
        yield from (text for _, text in ending.fates)


@dataclass(frozen=True, slots=True)
class Length:
    """The middle game of a seat."""

    seat: str
    label: str
    games: int
    questions: int
    words: int


def sittings(
    rules: Rules, loaded: Loaded, players: Players, games: int, first: int
) -> list[Sitting]:
    """Some games for everybody who can be played."""
    book = Rulebook.of(rules)
    seats = [
        ident
        for ident in rules.people[: rules.seats]
        if loaded.content.people[ident].playable is not None
    ]
    return [
        Sitting.of(book, loaded, players, seat, first + number)
        for seat in seats
        for number in range(games)
    ]


def lengths(loaded: Loaded, found: list[tuple[Sitting, Tally]]) -> list[Length]:
    """The middle game of every seat that was read from."""
    rows = []
    for seat in dict.fromkeys(sitting.seat for sitting, _ in found):
        counts = [tally["length"] for sitting, tally in found if sitting.seat == seat]
        questions, words = (median(int(count[part]) for count in counts) for part in (0, 1))
        label = loaded.content.people[seat].short
        rows.append(Length(seat, label, len(counts), round(questions), round(words)))
    return sorted(rows, key=lambda row: list(loaded.content.people).index(row.seat))
