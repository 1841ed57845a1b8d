"""Going back: every answer of the player, each with the game of its own that begins there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from game.briefing.choice import Decision
from game.briefing.model import SELDOM, Advice, Advised
from game.i18n import tr
from game.window.boxes import Column, Row
from game.window.kit import Choice, Kit
from game.window.screen import Dialog
from game.window.widget import Widget
from game.window.widgets import Meter


def going_back(decisions: Sequence[Decision], branch: Callable[[int], None]) -> Dialog:
    """Return the dialog of all decisions, the latest first; pressing one branches off there."""

    def body(kit: Kit) -> Widget:
        parts: list[Widget] = [kit.text(tr("decisions.note"), "note", "caption")]
        date = ""
        for decision in reversed(decisions):
            if decision.date != date:
                date = decision.date
                parts.append(kit.heading(date, "darkred"))
            words = decision.text or tr("decisions.passed")
            choice = Choice(f"decision-{decision.number}", words)
            parts.append(kit.option(choice, partial(branch, decision.number)))
        if not decisions:
            parts.append(kit.text(tr("menu.undo.none")))
        return Column(parts, kit.px(6))

    return Dialog("decisions", tr("menu.branch"), body, wide=620)


def advice(given: Advice) -> Dialog:
    """Return the dialog with what the look-ahead bot would answer, and how it ranks the answers."""

    def body(kit: Kit) -> Widget:
        parts: list[Widget] = [
            kit.text(tr("advice.would"), "note", "caption"),
            kit.text(given.options[0].label, "headline"),
            kit.heading(tr("advice.weighed"), "darkred"),
        ]
        parts += [_weighed(kit, one) for one in given.options]
        parts.append(kit.text(given.text, "note", "caption"))
        return Column(parts, kit.px(6))

    return Dialog("advice", tr("action.advice"), body, wide=520)


def _weighed(kit: Kit, one: Advised) -> Widget:
    """Return an answer with its worth as a bar, and the chance of its motion."""
    between = tr("advice.between", low=f"{one.low:.0f}", high=f"{one.high:.0f}")
    if one.lines < SELDOM:
        between = tr("advice.seldom")
    head = Row(
        [kit.text(one.label), kit.text(f"{one.value:.0f}", "strong", align="right")],
        kit.px(10),
        [1, 0],
    )
    if one.carried is not None:
        between += " " + tr("advice.carried", percent=f"{one.carried.percent:.0f}")
    bar = Meter(one.value / 100, "steel", (kit.px(60), kit.px(5)))
    return Column([head, bar, kit.text(between, "small", "caption")], kit.px(2))
