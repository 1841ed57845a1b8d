"""What can be set: text, colours, motion, sound, the screen, help, and every key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from game.art.theme import THEMES
from game.i18n import tr
from game.window.boxes import Column, Row, Wrap
from game.window.keys import ACTIONS, told
from game.window.kit import Kit
from game.window.memory import SCALES, VOLUMES
from game.window.screen import Dialog
from game.window.widget import Widget

if TYPE_CHECKING:
    from game.window.app import App

_SWITCHES = ("motion", "hints", "reveal", "skip")


def settings(app: App) -> Dialog:
    """Return the dialog in which everything is set; each change is in force at once and kept."""
    return Dialog("settings", tr("settings.title"), partial(_body, app), partial(_feet, app), 640)


def keys(app: App) -> Dialog:
    """Return the dialog in which keys are changed."""
    return Dialog("bindings", tr("bindings.title"), partial(_bindings, app), partial(_reset, app))


def _body(app: App, kit: Kit) -> Widget:
    mine = app.settings
    rows: list[Widget] = [
        kit.picks(
            "scale",
            tr("settings.scale"),
            [(str(scale), tr("size.percent", scale=scale)) for scale in SCALES],
            str(mine.scale),
            lambda scale: app.rescale(int(scale)),
        ),
        kit.picks(
            "theme",
            tr("settings.theme"),
            [(name, tr(f"theme.{name}")) for name in THEMES],
            mine.theme,
            partial(_set, app, "theme"),
        ),
        kit.picks(
            "volume",
            tr("settings.volume"),
            [(str(volume), tr("size.percent", scale=volume)) for volume in VOLUMES],
            "0" if mine.mute else str(mine.volume),
            partial(_set_volume, app),
        ),
    ]
    if app.speaker.silent:
        rows.append(kit.text(tr("settings.silent"), "note", "caption"))
    rows.append(
        _switch(kit, "fullscreen", on=mine.fullscreen, turn=lambda _: app.toggle_fullscreen())
    )
    for name in _SWITCHES:
        rows.append(_switch(kit, name, on=getattr(mine, name), turn=partial(_set, app, name)))
        rows.append(kit.text(tr(f"settings.{name}.note"), "note", "caption"))
    return Column(rows, kit.px(8))


def _feet(app: App, kit: Kit) -> list[Widget]:
    return [
        kit.button("forget", tr("settings.forget"), app.memory.forget),
        kit.button("bindings", tr("bindings.title"), lambda: app.open(keys(app))),
    ]


def _switch(kit: Kit, name: str, *, on: bool, turn: Callable[[bool], None]) -> Widget:
    options = [("on", tr("settings.on")), ("off", tr("settings.off"))]

    def choose(word: str) -> None:
        if on != (word == "on"):
            turn(word == "on")

    return kit.picks(name, tr(f"settings.{name}"), options, "on" if on else "off", choose)


def _set(app: App, name: str, value: str | bool) -> None:  # noqa: FBT001 - a switch's new state
    setattr(app.settings, name, value)
    app.apply()


def _set_volume(app: App, volume: str) -> None:
    app.settings.volume, app.settings.mute = int(volume), False
    app.apply()
    app.speaker.play("stamp")


# ------------------------------------------------------------------ keys


def _bindings(app: App, kit: Kit) -> Widget:
    parts: list[Widget] = [kit.text(tr("bindings.note"), "note", "caption")]
    place = ""
    for action in ACTIONS:
        if action.place != place:
            place = action.place
            parts.append(kit.heading(tr(f"place.{place}"), "darkred"))
        caps = [kit.cap(key, "ink") for key in app.bindings.keys(action.id)]
        change = kit.button(
            f"bind-{action.id}", tr("bindings.change"), partial(_ask, app, action.id)
        )
        words = kit.text(tr(f"action.{action.id}"), "label")
        parts.append(
            Row([words, Wrap(caps, kit.px(4)), change], kit.px(10), [3, 2, 0], align="middle")
        )
    return Column(parts, kit.px(4))


def _reset(app: App, kit: Kit) -> list[Widget]:
    def reset() -> None:
        app.bindings.reset()
        app.apply()

    return [kit.button("reset-keys", tr("bindings.reset"), reset)]


def _ask(app: App, action: str) -> None:
    """Wait for the chord that the action is to have."""
    app.input.capture = partial(_bind, app, action)
    words = tr("bindings.press", action=tr(f"action.{action}"))
    app.open(Dialog("capture", tr("bindings.title"), lambda kit: kit.text(words, "lead")))


def _bind(app: App, action: str, pressed: str) -> None:
    app.close()
    app.focus = f"bind-{action}"
    if not pressed:
        app.tell(tr("error.title"), tr("bindings.nameless"))
        return
    if pressed == app.bindings.key("back"):
        return
    if pressed.isdecimal():
        app.tell(tr("error.title"), tr("bindings.digit"))
        return
    try:
        others = app.bindings.bind(action, pressed)
    except ValueError as refusal:
        app.tell(tr("error.title"), str(refusal))
        return
    app.apply()
    if others:
        names = ", ".join(tr(f"action.{other}") for other in others)
        app.tell(
            tr("bindings.title"),
            tr("bindings.exchanged", key=told(pressed), others=names),
        )
