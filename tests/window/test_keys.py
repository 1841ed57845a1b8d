"""Every action has its own key where it works, whatever the player changes."""

from __future__ import annotations

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.i18n.english import ENGLISH
from game.window.keys import ACTIONS, KEYS, Bindings, chord, is_chord, told
from game.window.screens import settings
from tests.window import sample
from tests.window.conftest import Open, key
from tests.window.port import Script

IDS = [action.id for action in ACTIONS]
CHORDS = st.builds(
    lambda held, name: "+".join([*held, name]),
    st.sampled_from([[], ["ctrl"], ["alt"], ["shift"], ["ctrl", "shift"]]),
    st.sampled_from(sorted(KEYS)),
)


def test_no_key_means_two_things_in_one_place() -> None:
    assert Bindings().clashes() == []


def test_every_action_and_place_has_words() -> None:
    assert {f"action.{id_}" for id_ in IDS} <= ENGLISH.keys()
    assert {f"place.{action.place}" for action in ACTIONS} <= ENGLISH.keys()
    assert len(set(IDS)) == len(IDS)


@given(st.lists(st.tuples(st.sampled_from(IDS), CHORDS), max_size=12))
def test_no_change_of_keys_leaves_two_actions_with_one_key(changes: list[tuple[str, str]]) -> None:
    bindings = Bindings()
    for action, pressed in changes:
        before = dict(bindings.chosen)
        try:
            bindings.bind(action, pressed)
        except ValueError:
            assert bindings.chosen == before
        else:
            assert bindings.keys(action) == (pressed,)
        assert bindings.clashes() == []


@given(CHORDS)
def test_every_chord_has_words_for_its_cap(pressed: str) -> None:
    assert is_chord(pressed)
    assert told(pressed)


@pytest.mark.parametrize("text", ["", "ctrl", "shift+ctrl+a", "ctrl+ctrl+a", "hyper+a", "aa", "+"])
def test_what_is_no_chord_is_not_taken_for_one(text: str) -> None:
    assert not is_chord(text)
    assert Bindings({"why": text}).key("why") == "w"


@pytest.mark.parametrize(
    ("code", "mod", "called"),
    [
        (pygame.K_a, 0, "a"),
        (pygame.K_a, pygame.KMOD_SHIFT, "a"),
        (pygame.K_5, pygame.KMOD_SHIFT, "5"),
        (pygame.K_TAB, pygame.KMOD_SHIFT, "shift+tab"),
        (pygame.K_PLUS, pygame.KMOD_CTRL | pygame.KMOD_SHIFT, "ctrl+plus"),
        (pygame.K_F11, 0, "f11"),
        (pygame.K_m, pygame.KMOD_META, "ctrl+m"),
    ],
)
def test_a_pressed_key_is_called_by_its_chord(code: int, mod: int, called: str) -> None:
    event = pygame.event.Event(pygame.KEYDOWN, key=code, mod=mod, scancode=0)

    assert chord(event) == called


def test_a_changed_key_works_at_once_is_shown_on_its_cap_and_the_old_one_is_free(
    open_app: Open,
) -> None:
    app = open_app(script=Script([sample.vote()]))
    app.open(settings.keys(app))

    app.press("bind-people")
    app.build()
    key(app, pygame.K_y)
    key(app, pygame.K_ESCAPE)
    assert "(key Y" in next(x for x in app.describe().splitlines() if "#nav-people" in x)
    key(app, pygame.K_p)
    assert "Positions" not in app.describe()
    key(app, pygame.K_y)

    assert "Positions" in app.describe()
    assert app.settings.keys == {"people": "y"}


def test_a_key_that_is_in_use_changes_places_and_that_is_told(open_app: Open) -> None:
    app = open_app(script=Script([sample.vote()]))
    app.open(settings.keys(app))

    app.press("bind-people")
    app.build()
    key(app, pygame.K_e)

    assert "It changes places with: Economy" in app.describe()
    assert (app.bindings.key("people"), app.bindings.key("economy")) == ("e", "p")


@pytest.mark.parametrize(("code", "words"), [(pygame.K_7, "Digits"), (pygame.K_AC_BACK, "no name")])
def test_a_key_that_cannot_be_used_is_refused_with_the_reason(
    open_app: Open, code: int, words: str
) -> None:
    app = open_app(script=Script([sample.vote()]))
    app.open(settings.keys(app))

    app.press("bind-people")
    app.build()
    key(app, code)

    assert app.dialogs[-1].name == "message"
    assert words in app.describe()
    assert app.bindings.key("people") == "p"


def test_all_keys_can_be_as_at_first_again(open_app: Open) -> None:
    app = open_app(script=Script([sample.vote()]))
    app.bindings.bind("people", "y")
    app.open(settings.keys(app))

    app.press("reset-keys")

    assert app.bindings.key("people") == "p"
