"""What the seat could do to a bloc, a post or a person now: buttons that lead to it."""

from __future__ import annotations

from functools import partial

from game.briefing.model import Option, Target
from game.i18n import tr
from game.window.boxes import Column, Panel, Row
from game.window.screens.desk import cost
from game.window.screens.folio import Folio
from game.window.widget import Widget
from game.window.widgets import Button, Look


def deeds(folio: Folio, kind: str, id_: str) -> list[Widget]:
    """Return what the seat could do to a bloc, post or person now, as buttons that lead to it."""
    kit, question = folio.kit, folio.briefing.question
    parts: list[Widget] = [kit.heading(tr("deeds.here"), "darkred")]
    found = [
        (option, target)
        for option in (question.options if question else ())
        for target in option.targets
        if option.legal and target.legal and _aims(option, target, kind, id_)
    ]
    for option, target in found[:12]:
        parts.append(_deed(folio, option, target))
    if not found:
        asked = question is not None and question.kind in ("manoeuvre", "agenda", "change")
        parts.append(kit.text(tr("deeds.none" if asked else "deeds.wait"), "note", "caption"))
    return parts


def _aims(option: Option, target: Target, kind: str, id_: str) -> bool:
    if kind == "person":
        return target.person == id_ and option.aim in ("person", "leader", "appointment")
    if kind == "post":
        return target.key == id_ or target.key.startswith(f"{id_}=")
    return option.aim == "bloc" and target.key == id_


def _deed(folio: Folio, option: Option, target: Target) -> Button:
    kit = folio.kit
    label = option.aimed(target)
    words = Column([kit.text(label, "action")])
    cap = Panel(cost(folio, option), "red", (kit.px(5), kit.px(2)))
    row = Row([cap, Panel(words, "", (kit.px(8), kit.px(4)))], 0, [0, 1])
    made = Button(
        f"do-{option.key}-{target.key}",
        row,
        partial(folio.game.turn_to, option.key, target.key),
        Look("cut", "bone", (0, 0)),
        label,
    )
    made.role = "option"
    made.shadow = kit.px(2)
    return made
