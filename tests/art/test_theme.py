"""The colours keep the contrasts that people need."""

from __future__ import annotations

import pytest

from game.art import theme


@pytest.mark.parametrize(("text", "ground"), sorted(theme.TEXT_PAIRS))
def test_text_has_a_contrast_of_at_least_four_and_a_half(text: str, ground: str) -> None:
    assert theme.contrast(text, ground) >= 4.5


@pytest.mark.parametrize(("mark", "ground"), sorted(theme.GRAPHIC_PAIRS))
def test_marks_have_a_contrast_of_at_least_three(mark: str, ground: str) -> None:
    assert theme.contrast(mark, ground) >= 3


def test_contrast_is_that_of_the_published_formula() -> None:
    assert theme.contrast("ink", "ink") == 1
    assert theme.contrast("ink", "bone") == theme.contrast("bone", "ink")
    assert round(theme.contrast("ink", "newsprint"), 1) == 15.5
    assert round(theme.contrast("bone", "red"), 1) == 5.3


def test_ordinary_text_may_stand_on_every_ground() -> None:
    grounds = (*theme.LIGHT, *theme.DARK, "ochre")

    assert {(theme.on(ground), ground) for ground in grounds} <= theme.TEXT_PAIRS


@pytest.mark.parametrize("deficiency", ["none", "protan", "deutan", "tritan"])
def test_faction_colours_differ_for_every_eye(deficiency: str) -> None:
    """Distances after the dichromat matrices of Viénot and others (1999) and Brettel's idea."""
    colours = [_seen(theme.rgb(token), deficiency) for token in ("red", "ink", "steel", "ochre")]
    distances = [
        sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5
        for index, one in enumerate(colours)
        for other in colours[:index]
    ]

    assert min(distances) > 60


def _seen(rgb: tuple[int, int, int], deficiency: str) -> tuple[float, ...]:
    rows = {
        "none": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
        "protan": ((0.567, 0.433, 0.0), (0.558, 0.442, 0.0), (0.0, 0.242, 0.758)),
        "deutan": ((0.625, 0.375, 0.0), (0.7, 0.3, 0.0), (0.0, 0.3, 0.7)),
        "tritan": ((0.95, 0.05, 0.0), (0.0, 0.433, 0.567), (0.0, 0.475, 0.525)),
    }[deficiency]
    return tuple(sum(w * c for w, c in zip(row, rgb, strict=True)) for row in rows)
