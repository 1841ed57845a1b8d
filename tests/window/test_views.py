"""What holds for every view: it is listed, told, walked by Tab, and fits at every size."""

from __future__ import annotations

import importlib
import inspect
import os
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pygame
import pytest

from game import i18n
from game.art.theme import HIGH_CONTRAST
from game.i18n.english import ENGLISH
from game.window import focus, screens
from game.window.app import App
from game.window.boxes import Scroll
from game.window.memory import SCALES, Memory, Settings
from game.window.widgets import Button, Link
from tests.window.conftest import Open
from tests.window.test_geometry import faults
from tests.window.views import VIEWS, View

SNAPSHOTS = Path(__file__).with_name("snapshots")
UPDATE = "UPDATE_SNAPSHOTS"
"""With this in the environment the snapshots are written anew."""

EVERY_VIEW = pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
SIZES = [(1024, 600), (1280, 720), (1600, 900), (1920, 1080), (2560, 1440)]
FEW = [((1024, 600), 200), ((1280, 720), 100), ((1920, 1080), 125)]
ALL = [(size, scale) for size in SIZES for scale in SCALES if (size, scale) not in FEW]
ALL.append(((300, 200), 100))


def _shown() -> Iterator[Any]:
    """Every screen, and every function that makes a dialog."""
    for found in pkgutil.iter_modules(screens.__path__, f"{screens.__name__}."):
        module = importlib.import_module(found.name)
        for _, thing in inspect.getmembers(module):
            if getattr(thing, "__module__", "") != module.__name__:
                continue
            if inspect.isclass(thing):
                if hasattr(thing, "build") and hasattr(thing, "shortcut"):
                    yield thing
                for _, method in inspect.getmembers(thing, inspect.isfunction):
                    if method.__annotations__.get("return") == "Dialog":
                        yield method
            elif inspect.isfunction(thing) and thing.__annotations__.get("return") == "Dialog":
                yield thing


def test_every_screen_and_every_dialog_has_a_view() -> None:
    listed = {thing for view in VIEWS for thing in view.shows}

    missing = [thing for thing in _shown() if thing not in listed]

    assert not missing, f"put these into tests/window/views.py: {missing}"


@EVERY_VIEW
def test_a_view_says_what_it_said(open_app: Open, view: View) -> None:
    told = view.open(open_app, (1280, 720), 100).describe(places=False) + "\n"
    path = SNAPSHOTS / f"{view.name.replace(' ', '-')}.txt"
    if os.environ.get(UPDATE):
        path.parent.mkdir(exist_ok=True)
        path.write_text(told, encoding="utf-8", newline="\n")
    before = path.read_text(encoding="utf-8") if path.exists() else ""

    assert told == before, f"if this is meant, run the tests with {UPDATE}=1 and look at the diff"


def test_no_snapshot_is_left_over() -> None:
    names = {f"{view.name.replace(' ', '-')}.txt" for view in VIEWS}

    assert {path.name for path in SNAPSHOTS.iterdir()} == names


@EVERY_VIEW
@pytest.mark.parametrize("scale", [100, pytest.param(200, marks=pytest.mark.slow)])
def test_tab_alone_comes_to_everything_that_can_be_pressed(
    open_app: Open, view: View, scale: int
) -> None:
    app = view.open(open_app, (1024, 600), scale)
    app.build()
    if app.input.capture is not None:
        pytest.skip("it waits for a key, whichever")
    pressable = {w.name for w in app.active.walk() if isinstance(w, (Button, Link))}
    reached = set()
    for _ in focus.stops(app.active):
        app.event(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_TAB, mod=0, scancode=0))
        reached.add(app.focus)
        assert _seen(app), f"{app.focus} has the focus and is not seen"

    assert reached == pressable


def _seen(app: App) -> bool:
    """Whether what has the focus is wholly or, where it is higher than its place, partly seen."""
    path = app.active.path(app.focus)
    place, room = path[-1].rect, app.kit.screen()
    for widget in path:
        if isinstance(widget, Scroll):
            room = room.cut(widget.rect)
    return room.contains(place) or (room.meets(place) and place.h > room.h - app.kit.px(12))


@EVERY_VIEW
@pytest.mark.parametrize(("size", "scale"), FEW)
def test_nothing_overlaps_and_nothing_is_cut(
    open_app: Open, view: View, size: tuple[int, int], scale: int
) -> None:
    wrong = faults(view.open(open_app, size, scale))

    assert not wrong, "\n".join(wrong)


@EVERY_VIEW
def test_longer_words_fit_and_none_of_the_interface_is_left_english(
    open_app: Open, view: View, pseudo_locale: None
) -> None:
    app = view.open(open_app, (1024, 600), 150)
    told = app.describe(places=False)
    words = [w for w in ENGLISH.values() if len(w) > 12 and "{" not in w]

    wrong = faults(app)

    assert not wrong, "\n".join(wrong)
    assert [w for w in words if f'"{w}"' in told] == []


@pytest.mark.slow
@EVERY_VIEW
@pytest.mark.parametrize("locale", ["english", "pseudo"])
@pytest.mark.parametrize(("size", "scale"), ALL)
def test_nothing_overlaps_and_nothing_is_cut_at_any_size(
    open_app: Open,
    request: pytest.FixtureRequest,
    view: View,
    size: tuple[int, int],
    scale: int,
    locale: str,
) -> None:
    if locale == "pseudo":
        request.getfixturevalue("pseudo_locale")

    test_nothing_overlaps_and_nothing_is_cut(open_app, view, size, scale)


@EVERY_VIEW
def test_every_refused_choice_says_why_in_letters_that_there_are(
    open_app: Open, view: View
) -> None:
    app = view.open(open_app, (1280, 720), 100)
    assert app.kit.type.lacks(app.describe()) == ""
    sign = i18n.tr("option.barred")
    for widget in app.active.walk():
        if isinstance(widget, Button) and widget.barred:
            assert widget.press is None or widget.role == "option", widget.name
            signs = [child for child in widget.walk() if child.label() == sign]
            assert signs, f"{widget.name} is barred and does not say why"


@EVERY_VIEW
def test_every_view_is_drawn_in_high_contrast(open_app: Open, view: View) -> None:
    def themed(size: tuple[int, int], scale: int, *rest: Any, **more: Any) -> App:
        memory = Memory(settings=Settings(motion=False, theme=HIGH_CONTRAST.name))
        return open_app(size, scale, *rest, memory=memory, **more)

    app = view.open(themed, (1280, 720), 100)
    app.redraw()

    assert app.draw()
