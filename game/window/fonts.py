"""Faces and sizes of type: what a role of text looks like, measured and rendered.

The faces come from the `fontpkg` packages; whichever is missing is replaced by pygame's own face,
which is wider and therefore set a little smaller. A character that a face lacks is taken from the
next face that has it.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from functools import partial
from importlib.metadata import PackageNotFoundError
from typing import Any

import pygame

from game.art.theme import POSTER, Theme
from game.window.kept import Kept
from game.window.text import Typeset, told


@dataclass(frozen=True, slots=True)
class Role:
    """How one kind of text is set: face, size at scale 1, distance of lines as a multiple."""

    face: str
    size: float
    lead: float = 1.25
    upper: bool = False


ROLES = {
    "poster": Role("russo", 76, 1.0, upper=True),
    "masthead": Role("russo", 22, 1.15, upper=True),
    "numeral": Role("russo", 20, 1.1),
    "huge": Role("russo", 46, 1.0),
    "headline": Role("oswald-bold", 24, 1.25, upper=True),
    "section": Role("oswald-bold", 16.5, 1.3, upper=True),
    "action": Role("oswald-bold", 15.5, 1.25),
    "top": Role("oswald", 15.5, 1.3, upper=True),
    "body": Role("serif", 15, 1.3),
    "lead": Role("serif", 16.5, 1.3),
    "note": Role("serif-italic", 14, 1.28),
    "label": Role("narrow", 15, 1.2),
    "strong": Role("narrow-bold", 15, 1.2),
    "small": Role("narrow", 13.5, 1.2),
    "plate": Role("oswald", 13.5, 1.2),
    "key": Role("narrow-bold", 13, 1.1, upper=True),
}
"""Every text of the window has one of these roles."""

FACES = {
    "serif": ("PT Serif", 400, "normal"),
    "serif-bold": ("PT Serif", 700, "normal"),
    "serif-italic": ("PT Serif", 400, "italic"),
    "narrow": ("PT Sans Narrow", 400, "normal"),
    "narrow-bold": ("PT Sans Narrow", 700, "normal"),
    "oswald": ("Oswald", 400, "normal"),
    "oswald-bold": ("Oswald", 400, "normal"),
    "russo": ("Russo One", 400, "normal"),
}
_BOLD = {"serif": "serif-bold", "serif-italic": "serif-bold", "narrow": "narrow-bold"}
# pygame shrinks its own face by about a third; it is wide, so 0.82 of the wish is enough.
_OWN_FACE_SIZE = 1.2
_KEPT_WIDTHS = 4_000
_KEPT_TYPESETS = 1_000
_KEPT_PIXELS = 1_500_000


class Type:
    """The faces at one scale and in one theme. `unit` is how many pixels a measure of 1 has."""

    def __init__(self, unit: float, theme: Theme = POSTER) -> None:
        self.unit = unit
        self.theme = theme
        self._fonts: dict[tuple[str, int], pygame.font.Font] = {}
        self._faces: dict[tuple[str, str], tuple[str, int]] = {}
        self._leads: dict[str, int] = {}
        self._widths: dict[tuple[str, str, str], int] = {}
        self._older_widths: dict[tuple[str, str, str], int] = {}
        self._has: dict[tuple[str, str], bool] = {}
        self._pictures = Kept(_KEPT_PIXELS)
        self._typesets: OrderedDict[object, Typeset] = OrderedDict()

    def face(self, role: str, style: str = "") -> tuple[str, int]:
        """Return the face and the size in pixels of a role in a style: "", "bold", "italic"."""
        if (role, style) not in self._faces:
            self._faces[role, style] = self._face(role, style)
        return self._faces[role, style]

    def _face(self, role: str, style: str) -> tuple[str, int]:
        set_as = ROLES[role]
        face = set_as.face
        if style == "bold":
            face = _BOLD.get(face, face)
        elif style == "italic" and face == "serif":
            face = "serif-italic"
        return face, max(6, round(set_as.size * self.unit))

    def lead(self, role: str) -> int:
        """Return the distance of two lines of a role in pixels."""
        if role not in self._leads:
            _, size = self.face(role)
            high = self._font(ROLES[role].face, size).get_height()
            self._leads[role] = max(round(size * ROLES[role].lead), high)
        return self._leads[role]

    def width(self, role: str, style: str, text: str) -> int:
        """Return how many pixels wide a text on one line is. When many are known, those not asked
        for since the last time there were so many are forgotten.
        """
        key = role, style, text
        known = self._widths.get(key)
        if known is None:
            known = self._older_widths.get(key)
            if known is None:
                known = self._measured(role, style, text)
            if len(self._widths) >= _KEPT_WIDTHS:
                self._widths, self._older_widths = {}, self._widths
            self._widths[key] = known
        return known

    def _measured(self, role: str, style: str, text: str) -> int:
        face, size = self.face(role, style)
        runs = self._runs(face, text.upper() if ROLES[role].upper else text)
        return sum(self._font(f, size).size(run)[0] for f, run in runs)

    def typeset(
        self, role: str, words: str, terms: tuple[str, ...] = (), *, justify: bool = False
    ) -> Typeset:
        """Return a text set in a role, with the first mention of every term as a link; what was set
        before is kept for a while.
        """
        key = role, words, terms, justify
        known = self._typesets.get(key)
        if known is None:
            parts, measure = told(words, terms), partial(self.width, role)
            known = Typeset(parts, measure, self.lead(role), justify=justify)
            self._typesets[key] = known
            if len(self._typesets) > _KEPT_TYPESETS:
                self._typesets.popitem(last=False)
        else:
            self._typesets.move_to_end(key)
        return known

    def picture(self, role: str, style: str, text: str, colour: str) -> pygame.Surface:
        """Return a text on one line, drawn in a colour token."""
        face, size = self.face(role, style)
        text = text.upper() if ROLES[role].upper else text
        return self._pictures.of(
            (face, size, text, colour), lambda: self._render(face, size, text, colour)
        )

    def lacks(self, text: str) -> str:
        """Return the characters of a text that no face has."""
        return "".join(
            sorted({c for c in text if not any(self._covers(face, c) for face in (*FACES, "own"))})
        )

    def _render(self, face: str, size: int, text: str, colour: str) -> pygame.Surface:
        parts = [self._draw(f, size, run, colour) for f, run in self._runs(face, text)]
        if len(parts) == 1:
            return parts[0]
        height = max((part.get_height() for part in parts), default=1)
        whole = pygame.Surface((sum(p.get_width() for p in parts), height), pygame.SRCALPHA)
        x = 0
        for part in parts:
            whole.blit(part, (x, (height - part.get_height()) // 2))
            x += part.get_width()
        return whole

    def _draw(self, face: str, size: int, run: str, colour: str) -> pygame.Surface:
        smooth = True
        return self._font(face, size).render(run, smooth, self.theme.rgb(colour))

    def _runs(self, face: str, text: str) -> list[tuple[str, str]]:
        """The text cut where another face must step in for a character."""
        if text.isascii():
            return [(face, text)]
        runs: list[tuple[str, str]] = []
        for character in text:
            has = self._who_has(face, character)
            if runs and runs[-1][0] == has:
                runs[-1] = has, runs[-1][1] + character
            else:
                runs.append((has, character))
        return runs

    def _who_has(self, face: str, character: str) -> str:
        for other in (face, "narrow", "serif", "own"):
            if self._covers(other, character):
                return other
        return face

    def _covers(self, face: str, character: str) -> bool:
        key = face, character
        if key not in self._has:
            metrics = self._font(face, 16).metrics(character)
            self._has[key] = character.isspace() or bool(metrics and metrics[0] is not None)
        return self._has[key]

    def _font(self, face: str, size: int) -> pygame.font.Font:
        key = face, size
        if key not in self._fonts:
            path = None if face == "own" else _path(face)
            font = pygame.font.Font(path, size if path else round(size * _OWN_FACE_SIZE))
            # The faces hold no bold cut of this one.
            font.set_bold(face == "oswald-bold" and path is not None)
            self._fonts[key] = font
        return self._fonts[key]


_paths: dict[str, str | None] = {}


def _path(face: str) -> str | None:
    if face not in _paths:
        _paths[face] = _find(*FACES[face])
    return _paths[face]


def _find(family: str, weight: int, style: Any) -> str | None:
    try:
        import fontpkg  # type: ignore[import-untyped]  # it ships no types

        return str(fontpkg.path(family, weight=weight, style=style))
    except (ImportError, LookupError, OSError, ValueError, PackageNotFoundError):
        return None
