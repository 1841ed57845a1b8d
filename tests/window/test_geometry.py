"""On every screen, at every size and scale, nothing overlaps and nothing is cut."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from game import i18n
from game.art.theme import TEXT_PAIRS
from game.window.app import App
from game.window.boxes import Layers, Scroll
from game.window.layout import Rect
from game.window.screens import apparatus, ending, table
from game.window.widget import Widget
from game.window.widgets import Button, Link, Text
from tests.window import sample
from tests.window.conftest import Open
from tests.window.port import Script, Shelf


def faults(app: App) -> list[str]:
    """What is wrong with how the window is laid out."""
    app.build()
    found: list[str] = []
    whole = app.kit.screen()
    for layer in app.layers:
        found += _faults(layer, whole, "paper")
        names = [w.name for w in layer.walk() if w.name]
        found += [f"two pieces are called {name}" for name in set(names) if names.count(name) > 1]
    return found


def _faults(widget: Widget, room: Rect, ground: str) -> list[str]:
    found: list[str] = []
    here = f"{type(widget).__name__} {widget.label()[:40]!r} {widget.rect}"
    if not room.contains(widget.rect):
        found.append(f"{here} is cut by {room}")
    ground = widget.ground or ground
    inner = widget.rect
    if isinstance(widget, Scroll):
        # What is scrolled may be higher than its place, but not wider.
        inner = Rect(inner.x, inner.y - widget.offset, inner.w, max(widget.content, inner.h))
    if isinstance(widget, Text):
        found += _text_faults(widget, ground, here)
    apart = widget.children if not isinstance(widget, (Layers, Text)) else []
    if isinstance(widget, (table.Table, apparatus.FlowMap)):
        apart = [child for child in widget.children if isinstance(child, Button)]
    found += [
        f"{here}: {a.label()[:30]!r} {a.rect} overlaps {b.label()[:30]!r} {b.rect}"
        for a, b in combinations(apart, 2)
        if a.rect.w and b.rect.w and a.rect.meets(b.rect)
    ]
    for child in widget.children:
        found += _faults(child, inner, ground)
    return found


def _text_faults(text: Text, ground: str, here: str) -> list[str]:
    found: list[str] = []
    if text.lines() and text.measure(text.rect.w) > text.rect.h:
        found.append(f"{here} is too low for its lines")
    found += [
        f"{here}: a line is {line.width} wide"
        for _, line in text.lines()
        if line.width > text.rect.w
    ]
    if text.lines() and (text.setting.tint, ground) not in TEXT_PAIRS:
        found.append(f"{here}: {text.setting.tint} on {ground} is not a checked pair")
    if (
        any(isinstance(child, Link) for child in text.children)
        and ("darkred", ground) not in TEXT_PAIRS
    ):
        found.append(f"{here}: a link on {ground} is not a checked pair")
    return found


@pytest.mark.parametrize("size", [(300, 200), (500, 900), (2560, 1440)])
def test_even_an_odd_window_shows_everything_somewhere(
    open_app: Open, size: tuple[int, int]
) -> None:
    wrong: list[str] = []
    for kind, make in sample.KINDS.items():
        app = open_app(size, 100, Script([make()]))
        wrong += [f"{kind}: {fault}" for fault in faults(app)]

    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("members", [0, 1, 3, 7, 9, 15])
def test_any_number_of_members_sits_without_touching(open_app: Open, members: int) -> None:
    people = tuple(
        replace(sample.PEOPLE[0], id=f"p{n}", short=f"Member {n}", playing=False)
        for n in range(members)
    )
    voices = tuple(replace(sample.voice("vane", n), person=f"p{n}") for n in range(members))
    motion = replace(sample.motion(0, "A motion"), voices=voices)
    bodies = (("committee", "Committee", tuple(p.id for p in people), ()),)
    asked = replace(sample.vote(), people=people, table=(motion,), bodies=bodies, seat="p0")

    app = open_app((1280, 720), 100, Script([asked]))

    assert not faults(app), "\n".join(faults(app))


def test_long_names_and_long_stories_are_shown_whole(open_app: Open) -> None:
    name = "Bartholomew-" * 5
    people = tuple(replace(p, name=name, short=name[:16]) for p in sample.PEOPLE)
    story = " ".join(f"word{n}" for n in range(2000))
    question = sample.question("card", *sample.card().question.options[1:], title=name, text=story)  # type: ignore[union-attr]
    app = open_app(
        (1280, 720), 100, Script([replace(sample.card(), people=people, question=question)])
    )

    assert not faults(app), "\n".join(faults(app))
    assert "word1999" in app.describe()


def test_every_character_of_the_interface_has_a_face(open_app: Open) -> None:
    from game.i18n.english import ENGLISH

    type_ = open_app().kit.type
    words = "".join([*ENGLISH.values(), *i18n.pseudo(ENGLISH).values(), sample.STORY])

    assert type_.lacks(words) == ""


def test_without_the_packaged_faces_the_layout_still_holds(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    from game.window import fonts

    monkeypatch.setattr(fonts, "_find", lambda *_: None)
    monkeypatch.setattr(fonts, "_paths", {})
    wrong: list[str] = []
    for kind, make in sample.KINDS.items():
        wrong += [
            f"{kind}: {fault}" for fault in faults(open_app((1280, 720), 100, Script([make()])))
        ]

    assert not wrong, "\n".join(wrong)


def test_the_shelf_of_the_tests_is_an_opener() -> None:
    from game.window.ports import GamePort, Opener

    opener: Opener = Shelf()
    port: GamePort = Script()

    assert opener.scenarios()
    assert port.briefing().question
    assert ending.EndingScreen.name == "ending"
