"""Looking ahead in a process of its own, begun while the player reads.

What is asked for is the same whichever process works it out: a worker that is not ready, or was
killed, costs time and nothing else.
"""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any, TypeVar

from game.bots.lookahead import LookAhead
from game.bots.outlook import outlook
from game.bots.starting import interrupts, interrupts_wait
from game.engine.book import Book
from game.engine.foresight import Outlook, Thought
from game.engine.rules import Rules
from game.engine.state import State

T = TypeVar("T")
_log = logging.getLogger(__name__)

CHUNK, CHUNKS = 32, 16
"""The odds are worked out in pieces of so many lines, so that an answer need not wait for all."""

_MOST_STARTS = 3
"""A worker that dies again and again is not started any more."""

_RULES: list[Rules] = []
"""A worker's own rules, compiled when it starts."""


_NOBODYS = -1
"""The number of no question."""

_WANTED: list[Any] = []
"""In a worker the numbers of the questions whose thoughts and whose odds are wanted, shared with
the game: jobs for others are passed over. Their futures are not cancelled, for a pool whose worker
is killed stumbles over cancelled ones.
"""

THOUGHTS, ODDS = range(2)


def _set_up(book: Book, wanted: Any) -> None:
    interrupts(signal.SIG_IGN)  # who interrupts the game means the game
    Thread(target=_end_with_the_game, daemon=True).start()
    _RULES[:], _WANTED[:] = [Rules(book)], [wanted]
    _ = _RULES[0].machine


def _end_with_the_game() -> None:
    """A game that was killed leaves no worker behind."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)


def _ready() -> bool:
    return True


def _think(
    question: int, bot: LookAhead, state: State, who: Sequence[tuple[int, int]]
) -> list[Thought] | None:
    (rules,), (wanted,) = _RULES, _WANTED
    return bot.think(rules, rules.ask(state), who) if wanted[THOUGHTS] == question else None


def _outlook(question: int, state: State, seat: int, first: int, lines: int) -> Outlook | None:
    (rules,), (wanted,) = _RULES, _WANTED
    return outlook(rules, state, seat, first, lines) if wanted[ODDS] == question else None


@dataclass(slots=True, eq=False)
class _Begun:
    """What a worker was set to for a state: the seats' thoughts, and pieces of the odds."""

    state: State
    who: tuple[tuple[int, int], ...] = ()
    thoughts: Future[list[Thought] | None] | None = None
    odds: list[Future[Outlook | None]] = field(default_factory=list)


class Thinking:
    """Bots' thoughts and a seat's odds, from a worker if `apart`, else worked out when asked for.

    `begin` says what will be wanted; it never waits. `thoughts` waits for what was begun, and works
    out here what was not. `odds` gives what there is.
    """

    def __init__(self, rules: Rules, *, apart: bool = False) -> None:
        self.rules = rules
        self._starts = _MOST_STARTS if apart else 0
        self._pool: ProcessPoolExecutor | None = None
        self._ready: Future[bool] | None = None
        self._begun: _Begun | None = None
        self._questions = 0
        self._wanted: Any = [_NOBODYS, _NOBODYS]

    @property
    def apart(self) -> bool:
        """Whether a worker is at work, or will be."""
        return self._pool is not None or self._starts > 0

    def begin(
        self, state: State, bot: LookAhead | None, who: Sequence[int], seat: int = -1
    ) -> None:
        """Set the worker to the thoughts of some seats about a question, and to the odds of one."""
        if self._begun is not None and self._begun.state is state:
            return
        self._begun = begun = _Begun(state)
        question = self._want(THOUGHTS, ODDS)
        if not self._start():
            return
        sent = replace(state, memo={})
        if bot is not None and who:
            begun.who = tuple((0, number) for number in who)
            begun.thoughts = self._submit(_think, question, bot, sent, begun.who)
        if seat >= 0:
            pieces = (
                self._submit(_outlook, question, sent, seat, n * CHUNK, CHUNK)
                for n in range(CHUNKS)
            )
            begun.odds = [piece for piece in pieces if piece is not None]

    def _want(self, *what: int) -> int:
        """The number of a new question, whose thoughts or odds are wanted from now on."""
        self._questions += 1
        for place in what:
            self._wanted[place] = self._questions
        return self._questions

    def thoughts(self, state: State, bot: LookAhead, who: Sequence[int]) -> list[Thought]:
        """What some seats make of a question."""
        wanted = tuple((0, number) for number in who)
        begun, found = self._begun, None
        if begun is not None and (begun.state is not state or begun.who == wanted):
            self._wanted[ODDS] = _NOBODYS  # the question was answered
        if self._at_work:
            if begun is not None and begun.state is state and begun.who == wanted:
                future = begun.thoughts
            else:
                sent = replace(state, memo={})
                future = self._submit(_think, self._want(THOUGHTS), bot, sent, wanted)
            found = self._result(future) if future is not None else None
        return found or bot.think(self.rules, self.rules.ask(state), wanted)

    def odds(self, state: State) -> Outlook | None:
        """What is known by now of the odds that were begun for a state, None if nothing is."""
        if self._begun is None or self._begun.state is not state:
            return None
        found = None
        for piece in self._begun.odds:
            part = self._result(piece) if piece.done() else None
            if part is not None:
                found = part if found is None else found + part
        return found

    def settle(self) -> None:
        """Wait for all that was begun."""
        begun: list[Future[Any] | None] = [self._ready]
        if self._begun is not None:
            begun += [self._begun.thoughts, *self._begun.odds]
        wait([future for future in begun if future is not None])
        if self._ready is not None and self._ready.exception() is not None:
            self._drop()

    @property
    def workers(self) -> tuple[int, ...]:
        """The numbers of the processes at work."""
        running = self._pool._processes if self._pool is not None else {}  # noqa: SLF001 - no public way
        return tuple(running or ())

    def close(self) -> None:
        """Let the worker go; whatever is asked for from now on is worked out here."""
        self._starts = 0
        self._begun = None
        self._drop()

    # ---------------------------------------------------------------- the worker

    @property
    def _at_work(self) -> bool:
        """Whether the worker has its rules compiled."""
        return self._pool is not None and self._ready is not None and self._ready.done()

    def _start(self) -> bool:
        """Start a worker if there is none; whether there is one."""
        if self._pool is None and self._starts > 0:
            self._starts -= 1
            try:
                context = get_context("spawn")
                self._wanted = context.RawArray("q", list(self._wanted))
                self._pool = ProcessPoolExecutor(
                    1, context, _set_up, (self.rules.book, self._wanted)
                )
                with interrupts_wait():
                    self._ready = self._pool.submit(_ready)
            except OSError as error:  # no processes to be had here, or nothing to share with them
                _log.warning("no worker could be started: %s", error)
                self._drop()
        return self._pool is not None

    def _submit(self, job: Callable[..., T], *given: Any) -> Future[T] | None:
        if self._pool is None:
            return None
        try:
            with interrupts_wait():
                return self._pool.submit(job, *given)
        except (BrokenProcessPool, RuntimeError):
            self._drop()
            return None

    def _result(self, future: Future[T]) -> T | None:
        """What a job came to, None if its worker died."""
        try:
            return future.result()
        except BrokenProcessPool:
            _log.warning("the worker died; it is worked out here")
            self._drop()
            return None

    def _drop(self) -> None:
        """Let the worker go without waiting for what it thinks about, so that nothing of the pool
        is left to be wound up when the program ends.
        """
        if self._pool is not None:
            for process in list((self._pool._processes or {}).values()):  # noqa: SLF001 - no public way
                process.kill()
            self._pool.shutdown(cancel_futures=True)
        self._pool = self._ready = None
