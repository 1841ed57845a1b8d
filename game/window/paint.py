"""Drawing on the window's surface in theme tokens: boxes, text, drawn pieces, clipping."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from random import Random

import pygame

from game.art.theme import Theme
from game.window.compat import load_svg
from game.window.fonts import Type
from game.window.kept import Kept
from game.window.layout import Rect

_KEPT_PIXELS = 3_000_000
_GRAIN = 128

Point = tuple[float, float]


class Pictures:
    """Drawn pieces by what made them, so that each is drawn once for a size."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._kept = Kept(_KEPT_PIXELS)

    def of(
        self, key: tuple[object, ...], make: Callable[[], str], w: int, h: int
    ) -> pygame.Surface:
        """Return the picture of that key and size, made from SVG when it is not there yet."""
        return self._kept.of(
            (*key, w, h),
            lambda: load_svg(self._theme.recolour(make()), max(1, w), max(1, h)),
        )


class Canvas:
    """The surface of one frame, with what has the focus and what the mouse is over, by name;
    pieces whose names are `hidden` are left out.
    """

    def __init__(
        self,
        surface: pygame.Surface,
        type_: Type,
        pictures: Pictures,
        focus: str = "",
        hover: str = "",
    ) -> None:
        self.surface = surface
        self.type = type_
        self.theme = type_.theme
        self.pictures = pictures
        self.focus = focus
        self.hover = hover
        self.hidden: frozenset[str] = frozenset()
        self.clip = Rect(0, 0, *surface.get_size())

    def px(self, measure: float) -> int:
        """Return a measure at scale 1 in pixels, at least 1."""
        return max(1, round(measure * self.type.unit))

    def sees(self, rect: Rect) -> bool:
        """Whether anything of it would be drawn."""
        return self.clip.meets(rect)

    def box(self, rect: Rect, tint: str) -> None:
        """Fill a rectangle."""
        self.surface.fill(self.theme.rgb(tint), rect)

    def frame(self, rect: Rect, tint: str, thick: int) -> None:
        """Draw a rectangle's edge inside it."""
        pygame.draw.rect(self.surface, self.theme.rgb(tint), rect, thick)

    def shape(self, points: Sequence[Point], tint: str) -> None:
        """Fill a polygon."""
        pygame.draw.polygon(self.surface, self.theme.rgb(tint), points)

    def lines(self, points: Sequence[Point], tint: str, thick: int) -> None:
        """Draw connected lines."""
        if len(points) > 1:
            closed = False
            pygame.draw.lines(self.surface, self.theme.rgb(tint), closed, points, thick)

    def shade(self, rect: Rect, tint: str, alpha: int) -> None:
        """Lay a token over a rectangle, alpha of 255 strong."""
        veil = pygame.Surface((rect.w, rect.h))
        veil.fill(self.theme.rgb(tint))
        veil.set_alpha(alpha)
        self.surface.blit(veil, (rect.x, rect.y))

    def text(self, at: tuple[int, int], words: str, role: str, tint: str, style: str = "") -> None:
        """Draw a text on one line with its upper left corner there."""
        self.surface.blit(self.type.picture(role, style, words, tint), at)

    def svg(self, rect: Rect, key: tuple[object, ...], make: Callable[[], str]) -> None:
        """Draw a piece of art in a rectangle; `key` says what it is."""
        self.surface.blit(self.pictures.of(key, make, rect.w, rect.h), (rect.x, rect.y))

    def ring(self, rect: Rect) -> None:
        """Draw the focus around a rectangle: ochre between two ink lines, seen on any ground."""
        thin = self.px(1)
        self.frame(rect.inset(-4 * thin, -4 * thin), "ink", thin)
        self.frame(rect.inset(-3 * thin, -3 * thin), "ochre", 2 * thin)
        self.frame(rect.inset(-thin, -thin), "ink", thin)

    @contextmanager
    def inside(self, rect: Rect) -> Iterator[None]:
        """Draw nothing outside a rectangle meanwhile."""
        before = self.clip
        self.clip = before.cut(rect)
        self.surface.set_clip(self.clip)
        try:
            yield
        finally:
            self.clip = before
            self.surface.set_clip(before)


def grain() -> pygame.Surface:
    """Return a tile of paper grain, to be multiplied on a picture."""
    dots = Random(1).randbytes(_GRAIN * _GRAIN)  # noqa: S311 - paper, not a secret
    soft = bytes(255 - value // 26 for value in range(256))
    tile = pygame.image.frombuffer(
        b"".join(bytes((d, d, d)) for d in dots.translate(soft)), (_GRAIN, _GRAIN), "RGB"
    )
    return tile.convert()


def lay_grain(surface: pygame.Surface, tile: pygame.Surface) -> None:
    """Multiply the tile all over a surface."""
    width, height = surface.get_size()
    for y in range(0, height, _GRAIN):
        for x in range(0, width, _GRAIN):
            surface.blit(tile, (x, y), special_flags=pygame.BLEND_RGB_MULT)
