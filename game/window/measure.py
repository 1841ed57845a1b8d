"""How fast the window is: what it takes to draw, to answer a key while bots think, and to wait.

Every figure is of the real application with a real game; nothing is shown if there is no display.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import median

import pygame

from game.briefing.model import Question
from game.window import compat
from game.window.app import App
from game.window.memory import Memory, Settings
from game.window.ports import GamePort, Opener
from game.window.screens.game import PAGES, GameScreen, show_game

_SOON = 15
"""After so many milliseconds the next key is pressed."""
_ROUNDS = 5


@dataclass(slots=True)
class Played:
    """What a game played by keys took: milliseconds from each key to the changed picture, and of
    it what the processor worked in the thread that draws.
    """

    questions: int = 0
    latencies: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)

    def percentile(self, share: float) -> float:
        """The latency that so large a share of the keys stayed under."""
        return _percentile(self.latencies, share)

    def busy(self, share: float) -> float:
        """The same of what the processor itself worked on a key."""
        return _percentile(self.processor, share)


def _percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


@contextmanager
def window(opener: Opener, size: tuple[int, int]) -> Iterator[App]:
    """Open a window that keeps nothing and close it again."""
    compat.prepare()
    pygame.display.init()
    pygame.font.init()
    app = App("", opener, pygame.display.set_mode(size), Memory(settings=Settings()))
    app.settings.reveal = False
    try:
        yield app
    finally:
        app.worker.close(seconds=5)
        pygame.display.quit()


def begin(app: App, game: GamePort) -> GameScreen:
    """Show a game and wait until it is there."""
    screen = show_game(app, game)
    settle(app)
    return screen


def settle(app: App) -> None:
    """Wait until the worker has nothing more to do, and draw."""
    while app.worker.busy:
        app.worker.begin()
        if not app.worker.collect():
            time.sleep(0.001)
        app.refresh()
    app.draw()


# ------------------------------------------------------------------ pictures


def unchanged(app: App) -> float:
    """Milliseconds of a frame in which nothing has changed."""
    app.draw()
    return timed(app.draw, 50)


def rebuilt(app: App, game: GamePort, answers: int) -> dict[str, float]:
    """Milliseconds to build and draw each kind of question and each page anew, over the first
    questions of a game.
    """
    begin(app, game)
    found: dict[str, list[float]] = {}
    dice = Random(1)  # noqa: S311 - a player's whim
    for _ in range(answers):
        question = game.briefing().question
        if question is None:
            break
        found.setdefault(f"question {question.kind}", []).append(_rebuild(app))
        game.answer(some_answer(question, dice))
        begin(app, game)
    for page in PAGES:
        app.to_screen(page)
        found.setdefault(f"page {page}", []).append(_rebuild(app))
    return {name: median(values) for name, values in found.items()}


def _rebuild(app: App) -> float:
    def again() -> None:
        app.refresh()
        app.draw()

    again()
    return timed(again, _ROUNDS)


def timed(step: Callable[[], object], rounds: int) -> float:
    """Milliseconds of a step: the median of so many."""
    spent = []
    for _ in range(rounds):
        start = time.perf_counter()
        step()
        spent.append((time.perf_counter() - start) * 1000)
    return median(spent)


# ------------------------------------------------------------------ playing


def idle(app: App, seconds: float) -> float:
    """The share of one core that waiting takes, in percent."""
    app.draw()
    app.running = True
    stop = pygame.event.Event(pygame.QUIT)
    pygame.event.clear()
    pygame.time.set_timer(stop, round(1000 * seconds), 1)
    start, spent = time.perf_counter(), time.process_time()
    app.run()
    app.running = True
    return 100 * (time.process_time() - spent) / (time.perf_counter() - start)


def play(app: App, game: GamePort, seed: int) -> Played:
    """Play a game to its end by keys, the next always a moment after the last; while bots think
    the focus is moved and pages are opened.
    """
    screen = GameScreen(app, game)
    app.show(screen)
    screen.load()
    played, dice = Played(), Random(seed)  # noqa: S311 - a player's whim
    answered: Question | None = None
    while app.screen is screen:
        app.draw()
        briefing = screen.briefing
        question = briefing.question if briefing else None
        if app.worker.busy or briefing is None:
            code = dice.choice((pygame.K_TAB, pygame.K_TAB, pygame.K_e, pygame.K_t))
        else:
            code = _next_key(app, question, dice)
            if question is not None and question is not answered:
                answered, played.questions = question, played.questions + 1
        _press(app, code, played)
    return played


def _press(app: App, code: int, played: Played) -> None:
    """Press a key in a moment, as a hand would, and note how long it takes to the next picture."""
    event = pygame.event.Event(pygame.KEYDOWN, key=code, mod=0, unicode="", scancode=0)
    due = time.perf_counter() + _SOON / 1000
    pygame.time.set_timer(event, _SOON, 1)
    worked = 0.0
    while True:
        start = time.thread_time()
        came = app.turn(1000)
        drawn = app.draw()
        worked += time.thread_time() - start
        if not any(each.type == pygame.KEYDOWN for each in came):
            if not came:
                return  # the key was lost: the window is closing
            continue
        if drawn:
            played.latencies.append((time.perf_counter() - due) * 1000)
            played.processor.append(worked * 1000)
        return


def _next_key(app: App, question: Question | None, dice: Random) -> int:
    """Bring the focus to what is to be pressed next, and return the key that presses it."""
    app.build()
    if app.dialogs:
        return pygame.K_ESCAPE
    paper = next((name for name in ("roll-next", "proceed") if app.active.path(name)), "")
    if paper:
        app.set_focus(paper)
        return pygame.K_RETURN
    if question is None:  # the last divisions are told on the table
        return pygame.K_t
    names = [w.name for w in app.active.walk() if w.name.startswith("target-")]
    legal = [f"target-{t.key}" for o in question.options for t in o.targets if t.legal]
    here = [name for name in names if name in legal]
    if app.active.path("confirm"):
        app.set_focus("confirm")
    elif here:
        app.set_focus(dice.choice(here))
    else:
        options = [f"option-{o.key}" for o in question.options if o.legal]
        shown = [name for name in options if app.active.path(name)]
        if not shown:
            return pygame.K_t
        app.set_focus(dice.choice(shown))
    return pygame.K_RETURN


def through(app: App, game: GamePort, seed: int) -> None:
    """Play a game to its end as fast as it goes, every question drawn."""
    dice = Random(seed)  # noqa: S311 - a player's whim
    screen = begin(app, game)
    while screen.briefing is not None and (question := screen.briefing.question):
        game.answer(some_answer(question, dice))
        screen.load()
        settle(app)


def some_answer(question: Question, dice: Random) -> str:
    """Any legal answer, rarely passing."""
    legal = [option for option in question.options if option.legal]
    option = dice.choice(legal[1:] or legal)
    targets = [target for target in option.targets if target.legal]
    return f"{option.key} {dice.choice(targets).key}" if targets else option.key


def resident(process: int | None = None) -> float:
    """The megabytes of memory that a process holds, this one unless it is said which; 0 where the
    system does not tell.
    """
    try:
        pages = int(Path(f"/proc/{process or 'self'}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return 0.0
    import resource

    return pages * resource.getpagesize() / 1_000_000


def objects() -> float:
    """How many thousand pieces of memory Python's objects take up, without rubbish: what grows
    when something is kept that should not be, however the system hands its memory out.
    """
    gc.collect()
    return sys.getallocatedblocks() / 1000
