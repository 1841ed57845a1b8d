"""Explanations open by hover, focus, long press and key, lie on each other, and can be pinned."""

from __future__ import annotations

from dataclasses import replace

import pygame
import pytest

from game.window import focus
from game.window.app import App
from game.window.input import HELD
from game.window.widgets import Button, Link
from tests.window import sample
from tests.window.conftest import Open, click, key
from tests.window.port import Script
from tests.window.test_geometry import faults
from tests.window.test_motion import Clock


def words(app: App) -> str:
    tip = app.tooltip()
    return " ".join(widget.label() for widget in tip.walk()) if tip else ""


def test_bringing_the_focus_to_a_number_by_key_answers_why(open_app: Open) -> None:
    app = open_app(script=Script([sample.vote()]))
    names = [widget.name for widget in focus.stops(app.active)]

    assert words(app) == ""
    app.focus = names[names.index("figure-grain") - 1]
    key(app, pygame.K_TAB)

    assert app.focus == "figure-grain"
    assert "Storms in the spring" in words(app)


@pytest.mark.parametrize("name", ["figure-grain", "voice-quill"])
def test_a_tip_never_lies_on_what_it_explains(open_app: Open, name: str) -> None:
    app = open_app(script=Script([sample.vote()]))
    app.set_focus(name, asked=True)

    tip = app.tooltip()

    assert tip is not None
    assert not tip.rect.meets(app.active.path(name)[-1].rect)


def test_a_long_press_opens_the_terms_and_does_not_press(open_app: Open) -> None:
    clock = Clock()
    app = open_app(script=Script([sample.vote()]), clock=clock)
    place = app.active.path("figure-grain")[-1].rect.centre
    app.event(pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=place, button=1))
    clock.now += HELD - 1
    app.input.tick()
    assert not app.dialogs

    clock.now += 1
    app.input.tick()
    app.build()
    app.event(pygame.event.Event(pygame.MOUSEBUTTONUP, pos=place, button=1))

    assert [dialog.name for dialog in app.dialogs] == ["why-0"]


def test_concepts_open_from_concepts_as_deep_as_one_asks(open_app: Open) -> None:
    glossary = (("Charter", "The Harbour Book comes from it."), ("Harbour Book", "See Charter."))
    briefing = replace(sample.card(), glossary=glossary)
    app = open_app(script=Script([briefing]))
    for depth in range(4):
        links = [w for w in app.active.walk() if isinstance(w, Link)]
        app.press(links[0].name)
        app.build()
        assert app.dialogs[-1].name == f"why-{depth}"
    for _ in range(4):
        key(app, pygame.K_ESCAPE)

    assert not app.dialogs


@pytest.mark.parametrize("size", [(1024, 600), (1920, 1080)], ids=["strip", "column"])
def test_a_pinned_card_stays_while_the_game_goes_on_and_tells_what_is_so_now(
    open_app: Open, size: tuple[int, int]
) -> None:
    first = sample.vote()
    grain = next(figure for figure in first.figures if figure.id == "grain")
    changed = tuple(
        replace(f, note="Counted anew.") if f.id == "grain" else f for f in first.figures
    )
    second = replace(sample.card(), figures=changed)
    assert grain.note != "Counted anew."
    app = open_app(size, 100, Script([first, second]))
    app.focus = "figure-grain"
    key(app, pygame.K_k)
    key(app, pygame.K_1)
    if size[0] == 1024:
        key(app, pygame.K_j)

    told = app.describe()
    assert "Counted anew." in told
    assert not faults(app), "\n".join(faults(app))
    unpin = [w.name for w in app.active.walk() if w.name.startswith("unpin-")]
    click(app, unpin[0])
    key(app, pygame.K_ESCAPE) if size[0] == 1024 else None

    assert "Counted anew." not in app.describe()
    assert not app.pins.cards


def test_an_open_card_is_pinned_by_its_button(open_app: Open) -> None:
    app = open_app((1920, 1080), 100, Script([sample.vote()]))
    app.focus = "figure-grain"
    key(app, pygame.K_w)

    click(app, "pin")

    assert not app.dialogs
    assert "Storms in the spring" in app.describe()


def test_every_number_that_has_reasons_has_a_card(open_app: Open) -> None:
    app = open_app(script=Script([sample.vote()]))
    for page in ("people", "party", "economy", "goals"):
        app.to_screen(page)
        app.build()
        for widget in app.active.walk():
            if isinstance(widget, Button) and widget.role == "figure":
                assert widget.press is not None
