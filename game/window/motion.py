"""Motion that means something: a stamp comes down, ballots are handed in, a post changes hands.

A motion shows how the screen came to be what it already is: the finished frame is drawn first, and
what moves is taken out of it. Any key or click completes it, and with reduced motion there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import pygame

from game.window.layout import Rect
from game.window.paint import Canvas
from game.window.widget import Widget


@dataclass(frozen=True, slots=True)
class Scene:
    """The screen a motion plays on: its pieces, and its finished picture."""

    root: Widget
    finished: pygame.Surface

    def place(self, name: str) -> Rect | None:
        """Return where a piece stands, or None if it is not on the screen."""
        path = self.root.path(name)
        if not path:
            return None
        place = path[-1].rect
        for widget in path[:-1]:
            if widget.role == "scroll":
                place = place.cut(widget.rect)
        x, y = self.finished.get_size()
        place = place.cut(Rect(0, 0, x, y))
        return place if place.w and place.h else None

    def picture(self, place: Rect) -> pygame.Surface:
        """Return what stands at a place."""
        return self.finished.subsurface((place.x, place.y, place.w, place.h))


class Motion(Protocol):
    """Something that moves for a while."""

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        ...

    @property
    def sound(self) -> str:
        """The sound that goes with it, or ""."""
        ...

    @property
    def moves(self) -> tuple[str, ...]:
        """The pieces that are drawn by the motion and so not with the rest."""
        ...

    def draw(self, canvas: Canvas, scene: Scene, share: float) -> None:
        """Draw it at a share of its way, 0 to 1."""
        ...


@dataclass(frozen=True, slots=True)
class Stamp:
    """A piece comes down on its place, large and fast."""

    name: str
    seconds: float = 0.32
    sound: str = "stamp"

    @property
    def moves(self) -> tuple[str, ...]:
        """The stamp itself."""
        return (self.name,)

    def draw(self, canvas: Canvas, scene: Scene, share: float) -> None:
        """Draw it shrinking to its size."""
        place = scene.place(self.name)
        if place is None:
            return
        size = 1 + 1.6 * (1 - share) ** 3
        wide, high = max(1, round(place.w * size)), max(1, round(place.h * size))
        drawn = pygame.transform.scale(scene.picture(place), (wide, high))
        drawn.set_alpha(round(255 * min(1, 0.25 + share)))
        x, y = place.centre
        canvas.surface.blit(drawn, (x - wide // 2, y - high // 2))


@dataclass(frozen=True, slots=True)
class Slide:
    """A piece slides from the place of another to its own: a post from one holder to the next."""

    name: str
    start: str
    seconds: float = 0.5
    sound: str = "type"

    @property
    def moves(self) -> tuple[str, ...]:
        """The piece itself."""
        return (self.name,)

    def draw(self, canvas: Canvas, scene: Scene, share: float) -> None:
        """Draw it on its way."""
        there, here = scene.place(self.name), scene.place(self.start)
        if there is None:
            return
        here = here or there
        way = eased(share)
        x = here.x + (there.x - here.x) * way
        y = here.y + (there.y - here.y) * way
        canvas.surface.blit(scene.picture(there), (round(x), round(y)))


@dataclass(frozen=True, slots=True)
class Ballots:
    """A slip of paper goes from each seat to the count, one after the other."""

    seats: tuple[str, ...]
    count: str
    seconds: float = 0.9
    sound: str = "type"

    @property
    def moves(self) -> tuple[str, ...]:
        """Nothing of the screen: the slips are gone when they have arrived."""
        return ()

    def draw(self, canvas: Canvas, scene: Scene, share: float) -> None:
        """Draw every slip that is on its way."""
        goal = scene.place(self.count)
        starts = [place for name in self.seats if (place := scene.place(name))]
        if goal is None or not starts:
            return
        wide, high = canvas.px(20), canvas.px(14)
        for index, start in enumerate(starts):
            begin = 0.45 * index / max(1, len(starts) - 1)
            way = eased(min(1.0, max(0.0, (share - begin) / 0.55)))
            if 0 < way < 1:
                x = start.centre[0] + (goal.centre[0] - start.centre[0]) * way - wide // 2
                y = start.centre[1] + (goal.centre[1] - start.centre[1]) * way - high // 2
                slip = Rect(round(x), round(y), wide, high)
                canvas.box(slip, "bone")
                canvas.frame(slip, "ink", canvas.px(1))
                canvas.box(slip.inset(canvas.px(4), canvas.px(6)), "ink")


def eased(share: float) -> float:
    """Return a share of a way that begins and ends slowly."""
    return share * share * (3 - 2 * share)


class Player:
    """Plays motions one after the other; `clock` tells milliseconds."""

    def __init__(self, clock: Callable[[], int]) -> None:
        self._clock = clock
        self._waiting: list[Motion] = []
        self._begun = 0
        self._scene: Scene | None = None
        self._ground: pygame.Surface | None = None

    @property
    def playing(self) -> bool:
        """Whether anything moves, or is about to."""
        return bool(self._waiting)

    def add(self, motions: Sequence[Motion]) -> None:
        """Play these after the ones that wait."""
        self._waiting += motions

    def complete(self) -> None:
        """Let everything that moves have arrived."""
        self._waiting.clear()
        self._scene = self._ground = None

    def begin(self, root: Widget, canvas: Canvas, draw: Callable[[Canvas], None]) -> Motion:
        """Take the finished picture from the canvas and begin with the first motion; `draw` draws
        the screen.
        """
        motion = self._waiting[0]
        draw(canvas)
        self._scene = Scene(root, canvas.surface.copy())
        canvas.hidden = frozenset(motion.moves)
        draw(canvas)
        canvas.hidden = frozenset()
        self._ground = canvas.surface.copy()
        self._begun = self._clock()
        return motion

    @property
    def begun(self) -> bool:
        """Whether the first motion has its pictures."""
        return self._scene is not None

    def frame(self, canvas: Canvas) -> bool:
        """Draw the motion as it is now; False when it has arrived."""
        if self._scene is None or self._ground is None:
            return False
        motion = self._waiting[0]
        share = (self._clock() - self._begun) / (1000 * motion.seconds)
        if share >= 1:
            self._waiting.pop(0)
            self._scene = self._ground = None
            return False
        canvas.surface.blit(self._ground, (0, 0))
        motion.draw(canvas, self._scene, max(0.0, share))
        return True
