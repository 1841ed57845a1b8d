"""Every drawing is well-formed, self-contained SVG of the size asked for, always the same."""

from __future__ import annotations

from itertools import product
from typing import get_args
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.art import marks, posters
from game.art.portraits import portrait
from game.art.theme import COLOURS
from game.scenario.schema import Faction, Portrait

NAMESPACE = "{http://www.w3.org/2000/svg}"
PLAIN = {"svg", "path", "polygon", "rect", "circle", "ellipse"}
CHOICES = {name: get_args(field.annotation) for name, field in Portrait.model_fields.items()}


def parts(source: str) -> list[ET.Element]:
    root = ET.fromstring(source)  # noqa: S314 - our own drawing
    assert {element.tag.removeprefix(NAMESPACE) for element in root.iter()} <= PLAIN
    return list(root)


@pytest.mark.parametrize(
    ("name", "value"), [(n, v) for n, values in CHOICES.items() for v in values]
)
def test_every_parameter_of_a_scenario_is_drawn(name: str, value: str) -> None:
    assert parts(portrait([(name, value)]))


@pytest.mark.parametrize("name", CHOICES)
def test_every_value_of_a_parameter_gives_another_head(name: str) -> None:
    heads = {portrait([(name, value)]) for value in CHOICES[name]}

    assert len(heads) == len(CHOICES[name])


@given(st.dictionaries(st.text(max_size=12), st.text(max_size=12), max_size=5))
def test_unknown_parameters_change_nothing(given_: dict[str, str]) -> None:
    unknown = [(name, value) for name, value in given_.items() if name not in CHOICES]

    assert portrait(unknown) == portrait([])


def test_every_shape_of_a_faction_is_drawn_and_differs() -> None:
    kinds = get_args(Faction.model_fields["shape"].annotation)

    assert len({marks.shape(kind, "red") for kind in kinds}) == len(kinds)


@pytest.mark.parametrize("kind", marks.SIGNS)
def test_every_sign_is_drawn_in_its_colour(kind: str) -> None:
    assert parts(marks.sign(kind, "steel"))[0].get("fill") == COLOURS["steel"]


@given(st.integers(40, 2000), st.integers(40, 1200), st.text(max_size=30))
def test_grounds_fill_any_place(width: int, height: int, name: str) -> None:
    drawn = (
        posters.title(width, height),
        posters.stage(width, height),
        posters.scene(name, width, height),
    )
    for source in drawn:
        root = ET.fromstring(source)  # noqa: S314 - our own drawing
        assert (root.get("width"), root.get("height")) == (str(width), str(height))
        assert parts(source)


def test_a_scene_is_always_the_same_for_its_name_and_all_are_used() -> None:
    names = [f"card {number}" for number in range(60)]
    drawn = [posters.scene(name, 300, 150) for name in names]

    assert drawn == [posters.scene(name, 300, 150) for name in names]
    assert len(set(drawn)) == len(posters._SCENES)


@given(st.lists(st.integers(0, 500), min_size=1, max_size=4))
def test_a_hall_keeps_the_shares_of_its_groups(numbers: list[int]) -> None:
    colours = ("red", "steel", "caption", "ochre")
    groups = list(zip(numbers, colours, strict=False))
    dots = [dot.get("fill") for dot in parts(posters.hall(groups, 400, 200))]
    total = sum(numbers)

    assert len(dots) == min(total, 320)
    for number, colour in groups:
        share = number * len(dots) / total if total else 0
        assert abs(dots.count(COLOURS[colour]) - share) <= 1


@pytest.mark.parametrize("number", [1, 2, 7, 40, 133, 320, 1000])
def test_the_seats_of_a_hall_stay_inside_and_apart(number: int) -> None:
    width, height = 400, 210
    dots = [
        (float(d.get("cx", "0")), float(d.get("cy", "0")), float(d.get("r", "0")))
        for d in parts(posters.hall([(number, "red")], width, height))
    ]
    for x, y, r in dots:
        assert r <= x <= width - r
        assert r <= y <= height - r + 2
    for (ax, ay, r), (bx, by, _) in product(dots[:80], dots):
        assert (ax, ay) == (bx, by) or ((ax - bx) ** 2 + (ay - by) ** 2) ** 0.5 > 1.2 * r
