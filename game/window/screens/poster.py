"""Pieces of the poster look that several screens share: ribbons, hatched bars, busts, pips, stamps,
places that fit what they hold.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping, Sequence
from typing import TYPE_CHECKING

import pygame

from game.art import posters
from game.art.marks import shape
from game.window.boxes import Column, Layers, Panel, Scroll
from game.window.fonts import Type
from game.window.layout import Rect
from game.window.widget import Widget
from game.window.widgets import Gap, Picture

if TYPE_CHECKING:
    from game.window.paint import Canvas


_STEP = 64
"""Backdrops come in steps of so many pixels."""


def backdrop(high: int = 0) -> Picture:
    """Return the ground of a poster, at least so high."""
    return Picture(("stage",), posters.stage, (0, high), step=_STEP)


class Ribbon(Panel):
    """A panel with a slanted end: "right" falls away at its right side, "left" at its left."""

    def __init__(
        self, child: Widget, ground: str, margin: tuple[int, int], side: str = "right"
    ) -> None:
        super().__init__(child, ground, margin)
        self._side = side

    def least(self) -> int:
        """Return the least width with the slant."""
        return super().least() + self._margin[0]

    def natural(self) -> int:
        """Return the natural width with the slant."""
        return super().natural() + self._margin[0]

    def _arrange(self) -> None:
        x, y = self._margin
        inner = self.rect.inset(x, y)
        left = x if self._side == "left" else 0
        self.children[0].place(Rect(inner.x + left, inner.y, max(0, inner.w - x), inner.h))

    def _height(self, width: int) -> int:
        return self.children[0].measure(width - 3 * self._margin[0]) + 2 * self._margin[1]

    def _paint(self, canvas: Canvas) -> None:
        key = ("ribbon", self.ground, self._side)
        ground, side = self.ground, self._side
        canvas.svg(self.rect, key, lambda: posters.ribbon(ground, side, self.rect.w, self.rect.h))


class EffectBar(Gap):
    """A number on its range before and after a change: the change is hatched, so that it is seen
    without colour, and a tick stands where the number is now.
    """

    role = "meter"

    def __init__(
        self, before: float, after: float, tint: str, size: tuple[int, int], ground: str = "sand"
    ) -> None:
        super().__init__(*size)
        self._before = min(1.0, max(0.0, before))
        self._after = min(1.0, max(0.0, after))
        self._tint = tint
        self._ground = ground

    def state(self) -> str:
        """Return both shares."""
        return f"{round(100 * self._before)} to {round(100 * self._after)} %"

    def _paint(self, canvas: Canvas) -> None:
        r = self.rect
        canvas.box(r, self._ground)
        low, high = sorted((self._before, self._after))
        a, b = round(r.w * low), round(r.w * high)
        canvas.box(Rect(r.x, r.y, a, r.h), self._tint)
        b = max(b, min(r.w, a + canvas.px(3)))
        hatch(canvas, Rect(r.x + a, r.y, b - a, r.h), self._tint)


def hatch(canvas: Canvas, rect: Rect, tint: str) -> None:
    """Fill a rectangle with diagonal strokes."""
    if rect.w <= 0 or rect.h <= 0:
        return
    step, thick = canvas.px(5), canvas.px(2)
    with canvas.inside(rect):
        for x in range(rect.x - rect.h, rect.right, step):
            canvas.shape(
                [
                    (x, rect.bottom),
                    (x + thick, rect.bottom),
                    (x + thick + rect.h, rect.y),
                    (x + rect.h, rect.y),
                ],
                tint,
            )


class Hatched(Gap):
    """A strip of diagonal strokes: what is open."""

    def __init__(self, size: tuple[int, int], tint: str, ground: str) -> None:
        super().__init__(*size)
        self._tint = tint
        self.ground = ground

    def _paint(self, canvas: Canvas) -> None:
        super()._paint(canvas)
        hatch(canvas, self.rect, self._tint)


class Bust(Layers):
    """A portrait with a paper flag at its shoulder and a banner over its head, either of which
    may be missing.
    """

    def __init__(self, head: Widget, flag: Widget | None, banner: Widget | None, size: int) -> None:
        super().__init__([part for part in (head, flag, banner) if part is not None])
        self._head, self._flag, self._banner = head, flag, banner
        self._size = size

    def natural(self) -> int:
        """Return the portrait's width and what the flag stands out at both sides."""
        return self._size + self._out()

    def least(self) -> int:
        """Return the natural width: a portrait is not squeezed."""
        return self.natural()

    def _out(self) -> int:
        return max(0, 2 * (self._flag.natural() - self._size // 4)) if self._flag else 0

    def _top(self) -> int:
        return self._banner.measure(self._banner.natural()) // 2 if self._banner else 0

    def _height(self, _width: int) -> int:
        return self._size + self._top()

    def _arrange(self) -> None:
        r = self.rect
        x, y = r.x + (r.w - self._size) // 2, r.y + self._top()
        self._head.place(Rect(x, y, self._size, self._size))
        if self._flag:
            wide = self._flag.natural()
            high = self._flag.measure(wide)
            self._flag.place(Rect(x + self._size - self._size // 4, y + high // 4, wide, high))
        if self._banner:
            wide = self._banner.natural()
            high = self._banner.measure(wide)
            self._banner.place(Rect(r.x + (r.w - wide) // 2, r.y, wide, high))


class Pips(Gap):
    """Shapes in a row: (kind, fill token, outline token) each; None leaves a place open."""

    role = "pips"

    def __init__(self, pips: Sequence[tuple[str, str, str] | None], size: int, gap: int) -> None:
        super().__init__(0, size)
        self._pips = list(pips)
        self._size = size
        self._gap = gap

    def natural(self) -> int:
        """Return the width of all."""
        return len(self._pips) * (self._size + self._gap) - self._gap if self._pips else 0

    def state(self) -> str:
        """Return how many there are."""
        return f"{sum(pip is not None for pip in self._pips)} of {len(self._pips)}"

    def _paint(self, canvas: Canvas) -> None:
        number = len(self._pips)
        if not number:
            return
        gap = min(self._gap, max(0, (self.rect.w - number * self._size) // max(1, number - 1)))
        size = min(self._size, self.rect.w // number)
        x = self.rect.x + (self.rect.w - number * (size + gap) + gap) // 2
        y = self.rect.y + (self.rect.h - size) // 2
        for pip in self._pips:
            place = Rect(x, y, size, size)
            if pip is None:
                canvas.frame(place.inset(size // 6, size // 6), "sand", canvas.px(1))
            else:
                kind, fill, outline = pip
                canvas.svg(
                    place,
                    ("pip", kind, fill, outline),
                    lambda k=kind, f=fill, o=outline: shape(k, f, o),  # type: ignore[misc]
                )
            x += size + gap


class Stamp(Gap):
    """Words in a frame, printed askew as a rubber stamp does."""

    role = "stamp"

    def __init__(self, type_: Type, words: str, tint: str, *, role: str = "headline") -> None:
        margin = round(8 * type_.unit)
        self._words = words
        self._tint = tint
        self._type = type_
        self._set = role
        self._flat = (
            type_.width(role, "", words) + 2 * margin,
            type_.lead(role) + margin,
        )
        turned = _turned(self._flat, _ASKEW)
        super().__init__(*turned)

    def label(self) -> str:
        """Return the words."""
        return self._words

    def natural(self) -> int:
        """Return the width of the turned frame."""
        return self._width

    def _paint(self, canvas: Canvas) -> None:
        picture = _stamped(canvas, self._set, self._words, self._tint, self._flat)
        x, y = self.rect.centre
        canvas.surface.blit(picture, (x - picture.get_width() // 2, y - picture.get_height() // 2))


_ASKEW = 6.0
_MOST_STAMPS = 24
_stamps: dict[tuple[object, ...], pygame.Surface] = {}


def _turned(flat: tuple[int, int], degrees: float) -> tuple[int, int]:
    turn = pygame.math.Vector2(flat[0], flat[1]).rotate(degrees)
    other = pygame.math.Vector2(flat[0], -flat[1]).rotate(degrees)
    wide = max(abs(turn.x), abs(other.x))
    high = max(abs(turn.y), abs(other.y))
    return round(wide), round(high)


def _stamped(
    canvas: Canvas, role: str, words: str, tint: str, flat: tuple[int, int]
) -> pygame.Surface:
    key = words, role, tint, flat, canvas.theme.name
    if key not in _stamps:
        if len(_stamps) > _MOST_STAMPS:
            _stamps.clear()
        sheet = pygame.Surface(flat, pygame.SRCALPHA)
        text = canvas.type.picture(role, "", words, tint)
        pygame.draw.rect(sheet, canvas.theme.rgb(tint), sheet.get_rect(), canvas.px(3))
        sheet.blit(text, ((flat[0] - text.get_width()) // 2, (flat[1] - text.get_height()) // 2))
        _stamps[key] = pygame.transform.rotozoom(sheet, _ASKEW, 1.0)
    return _stamps[key]


class Pinned(Widget):
    """What is told, above what can be pressed: the buttons are always seen whole and what is told
    scrolls. `forms` make the buttons, the richest first; the first that leaves room for what is
    told is taken, and if none does, all of it scrolls together. The first of `feet` for which
    there is room stands at the bottom.
    """

    def __init__(
        self,
        story: Widget,
        forms: Sequence[Callable[[], Widget]],
        offsets: MutableMapping[str, int],
        name: str,
        measures: tuple[int, int, int],
        feet: Sequence[Widget] = (),
    ) -> None:
        """`measures`: half the width of a scroll bar, the story's least height, and the gap."""
        self._story, self._forms, self._feet = story, list(forms), list(feet)
        self._made: dict[int, Widget] = {}
        self._offsets, self._name = offsets, name
        self._bar, self._least_story, self._gap = measures
        super().__init__([story, self._buttons(0)])

    def _buttons(self, number: int) -> Widget:
        if number not in self._made:
            self._made[number] = self._forms[number]()
        return self._made[number]

    def _height(self, width: int) -> int:
        told, pressed = self._story.measure(width), self._buttons(0).measure(width)
        return min(2 * self._least_story, told + self._gap + pressed)

    def natural(self) -> int:
        """Return the wider of the two."""
        return max(self._story.natural(), self._buttons(0).natural())

    def _arrange(self) -> None:
        r = self.rect
        told = self._story.measure(r.w)
        shown = min(told, self._least_story)
        for number in range(len(self._forms)):
            buttons = self._buttons(number)
            pressed = buttons.measure(r.w)
            if shown + self._gap + pressed <= r.h:
                self._pin(told, buttons, pressed)
                return
        both = Column([self._story, self._buttons(0)], self._gap)
        whole = self._scroll(both, r.h)
        whole.place(r)
        self.children = [whole]

    def _pin(self, told: int, buttons: Widget, pressed: int) -> None:
        r = self.rect
        room = min(told, r.h - pressed - self._gap)
        story = self._story if room == told else self._scroll(self._story, room)
        story.place(Rect(r.x, r.y, r.w, room))
        buttons.place(Rect(r.x, r.y + room + self._gap, r.w, pressed))
        self.children = [story, buttons]
        self._add_foot(r.y + room + self._gap + pressed)

    def _scroll(self, child: Widget, shown: int) -> Scroll:
        return Scroll(child, f"scroll-{self._name}", self._offsets, shown, self._bar)

    def _add_foot(self, used: int) -> None:
        for foot in self._feet:
            high = foot.measure(self.rect.w)
            if used + 2 * self._gap + high <= self.rect.bottom:
                foot.place(Rect(self.rect.x, self.rect.bottom - high, self.rect.w, high))
                self.children = [*self.children, foot]
                return
