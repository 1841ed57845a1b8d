"""Going back: every answer of the player, each with the game of its own that begins there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from game.briefing.choice import Advice, Decision
from game.i18n import tr
from game.window.boxes import Column
from game.window.kit import Choice, Kit
from game.window.screen import Dialog
from game.window.widget import Widget


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
    """Return the dialog with the advisor's view and its reason."""

    def body(kit: Kit) -> Widget:
        parts: list[Widget] = [
            kit.text(tr("advice.would"), "note", "caption"),
            kit.text(given.label, "headline"),
        ]
        if given.reasons:
            parts.append(kit.heading(tr("advice.because"), "darkred"))
            parts += [kit.item("bullet", kit.text(reason)) for reason in given.reasons]
        return Column(parts, kit.px(6))

    return Dialog("advice", tr("action.advice"), body, wide=460)
