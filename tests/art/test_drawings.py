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
PLAIN = {"svg", "g", "path", "polygon", "rect", "circle", "ellipse"}
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
        posters.scene(name, (), width, height),
    )
    for source in drawn:
        root = ET.fromstring(source)  # noqa: S314 - our own drawing
        assert (root.get("width"), root.get("height")) == (str(width), str(height))
        assert parts(source)


def test_a_scene_is_always_the_same_for_its_name_and_all_are_used() -> None:
    names = [f"card {number}" for number in range(60)]
    drawn = [posters.scene(name, (), 300, 150) for name in names]

    assert drawn == [posters.scene(name, (), 300, 150) for name in names]
    assert len({scene.replace("<g ", "") for scene in drawn}) > len(posters._SCENES)


HALLS = st.lists(
    st.tuples(st.integers(0, 300), st.integers(0, 100), st.integers(0, 300)), min_size=1, max_size=9
)
COLOURS_OF_VOTES = ("red", "caption", "steel")


@given(HALLS)
def test_a_hall_keeps_the_shares_of_its_groups(blocs: list[tuple[int, int, int]]) -> None:
    rims = ("ochre",) * len(blocs)
    drawn = parts(posters.hall(blocs, COLOURS_OF_VOTES, rims, 400, 200))
    dots = [dot.get("fill") for dot in drawn if dot.tag.endswith("circle")]
    total = sum(map(sum, blocs))

    assert len(dots) == min(total, 320)
    for group, colour in enumerate(COLOURS_OF_VOTES):
        share = sum(bloc[group] for bloc in blocs) * len(dots) / total if total else 0
        assert abs(dots.count(COLOURS[colour]) - share) <= len(blocs)


@given(HALLS)
def test_every_delegation_that_has_seats_of_its_own_has_a_rim(
    blocs: list[tuple[int, int, int]],
) -> None:
    drawn = parts(posters.hall(blocs, COLOURS_OF_VOTES, ("ochre",) * len(blocs), 400, 200))
    rims = [arc for arc in drawn if arc.get("stroke") == COLOURS["ochre"]]

    assert len(rims) in (0, sum(sum(bloc) > 0 for bloc in blocs))
    if all(sum(bloc) > sum(map(sum, blocs)) / 60 for bloc in blocs):
        assert len(rims) == len(blocs)


@pytest.mark.parametrize("number", [1, 2, 7, 40, 133, 320, 1000])
def test_the_seats_of_a_hall_stay_inside_and_apart(number: int) -> None:
    width, height = 400, 210
    drawn = parts(posters.hall([(number, 0, 0)], COLOURS_OF_VOTES, ("ochre",), width, height))
    dots = [
        (float(d.get("cx", "0")), float(d.get("cy", "0")), float(d.get("r", "0")))
        for d in drawn
        if d.tag.endswith("circle")
    ]
    for x, y, r in dots:
        assert r <= x <= width - r
        assert r <= y <= height - r + 2
    for (ax, ay, r), (bx, by, _) in product(dots[:80], dots):
        assert (ax, ay) == (bx, by) or ((ax - bx) ** 2 + (ay - by) ** 2) ** 0.5 > 1.2 * r


def test_a_card_gets_a_scene_that_suits_what_it_is_about() -> None:
    names = [f"card {number}" for number in range(60)]
    fields = {posters.scene(name, ("economy",), 300, 150) for name in names}
    crowds = {posters.scene(name, ("no such tag", "foreign"), 300, 150) for name in names}

    assert len(fields) == 2 * len(posters._ABOUT["economy"])
    assert fields != crowds


@given(
    st.lists(
        st.tuples(
            st.floats(-0.5, 0.5),
            st.floats(-0.5, 0.5),
            st.sampled_from(["", "aye", "nay", "abstain", "absent"]),
        ),
        max_size=15,
    )
)
def test_a_slip_lies_before_every_seat_that_is_taken(
    slips: list[tuple[float, float, str]],
) -> None:
    drawn = parts(posters.slips(slips, 360, 230))

    assert sum(part.tag.endswith("g") for part in drawn) == sum(s[2] != "absent" for s in slips)


@given(
    st.lists(
        st.tuples(
            *[st.floats(0, 900)] * 4,
            st.floats(1, 9),
            st.sampled_from(["red", "grey"]),
            st.booleans(),
        ),
        max_size=20,
    )
)
def test_every_flow_is_one_line(
    lines: list[tuple[float, float, float, float, float, str, bool]],
) -> None:
    assert len(parts(posters.flows(lines, 900, 600))) == len(lines)
