"""The colours of both themes keep the contrasts and distances that people need."""

from __future__ import annotations

from itertools import combinations

import pytest

from game.art import marks, theme
from game.art.theme import COLOURS, HIGH_CONTRAST, POSTER, THEMES, Theme, linear

EVERY_THEME = pytest.mark.parametrize("colours", THEMES.values(), ids=THEMES)
# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear light.
EYES = {
    "usual": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
_TO_XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
_WHITE = (0.9505, 1.0, 1.089)


@EVERY_THEME
@pytest.mark.parametrize(("text", "ground"), sorted(theme.TEXT_PAIRS))
def test_text_has_the_contrast_that_its_theme_promises(
    colours: Theme, text: str, ground: str
) -> None:
    assert colours.contrast(text, ground) >= colours.text >= 4.5


@EVERY_THEME
@pytest.mark.parametrize(("mark", "ground"), sorted(theme.GRAPHIC_PAIRS))
def test_marks_have_the_contrast_that_their_theme_promises(
    colours: Theme, mark: str, ground: str
) -> None:
    assert colours.contrast(mark, ground) >= colours.marks >= 3


def test_contrast_is_that_of_the_published_formula() -> None:
    assert POSTER.contrast("ink", "ink") == 1
    assert POSTER.contrast("ink", "bone") == POSTER.contrast("bone", "ink")
    assert round(POSTER.contrast("ink", "newsprint"), 1) == 15.5
    assert round(POSTER.contrast("bone", "red"), 1) == 5.3
    assert round(HIGH_CONTRAST.contrast("ink", "paper"), 1) == 21


def test_ordinary_text_may_stand_on_every_ground() -> None:
    grounds = (*theme.LIGHT, *theme.DARK, "ochre")

    assert {(theme.on(ground), ground) for ground in grounds} <= theme.TEXT_PAIRS


@EVERY_THEME
@pytest.mark.parametrize("eye", EYES)
def test_faction_colours_differ_for_every_eye(colours: Theme, eye: str) -> None:
    """At least 20 in CIE Lab: about ten times a difference that is just noticed."""
    seen = {t: _lab(_seen(colours.rgb(t), eye)) for t in ("red", "ink", "steel", "ochre")}
    near = {
        (a, b): sum((x - y) ** 2 for x, y in zip(seen[a], seen[b], strict=True)) ** 0.5
        for a, b in combinations(seen, 2)
    }

    assert min(near.values()) >= 20, near


@EVERY_THEME
def test_a_theme_has_a_colour_for_every_token(colours: Theme) -> None:
    assert colours.colours.keys() == COLOURS.keys()


def test_no_two_tokens_of_the_poster_are_the_same() -> None:
    assert len(set(COLOURS.values())) == len(COLOURS)


def test_a_drawing_is_recoloured_token_by_token() -> None:
    drawn = marks.shape("square", "red", "ink")

    told = HIGH_CONTRAST.recolour(drawn)

    assert HIGH_CONTRAST.colours["red"] in told
    assert HIGH_CONTRAST.colours["ink"] in told
    assert COLOURS["red"] not in told
    assert POSTER.recolour(drawn) == drawn


def _seen(rgb: tuple[int, int, int], eye: str) -> tuple[float, ...]:
    """Linear light as that eye sees it."""
    light = [linear(channel) for channel in rgb]
    rows = EYES[eye]
    return tuple(min(1.0, max(0.0, _dot(row, light))) for row in rows)


def _lab(light: tuple[float, ...]) -> tuple[float, float, float]:
    """CIE Lab of linear light."""
    x, y, z = (_root(_dot(row, light) / white) for row, white in zip(_TO_XYZ, _WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _root(share: float) -> float:
    return float(share ** (1 / 3)) if share > 0.008856 else 7.787 * share + 16 / 116


def _dot(row: tuple[float, ...], values: tuple[float, ...] | list[float]) -> float:
    return sum(a * b for a, b in zip(row, values, strict=True))
