"""What a player can be remembered for: had, met in this game, or still to come."""

from __future__ import annotations

from collections.abc import Sequence

from game.briefing.model import AchievementView
from game.i18n import tr
from game.window.boxes import Column, Grid, Panel, Row
from game.window.kit import Kit
from game.window.widget import Widget
from game.window.widgets import Sign


def shown(kit: Kit, many: Sequence[AchievementView], of: int = 0) -> Widget:
    """Return achievements as medals without metal: a shape, a name, what it is for. `of` is how
    many there are in all, the hidden ones too.
    """
    had = [one for one in many if one.met or one.had]
    open_ = [one for one in many if one not in had]
    words = tr("achievements.count", had=len(had), all=max(of, len(many)))
    cells = [_one(kit, one) for one in (*had, *open_)]
    return Column([kit.text(words, "lead"), Grid(cells, kit.px(270), kit.px(8), 4)], kit.px(8))


def _one(kit: Kit, one: AchievementView) -> Widget:
    done = one.met or one.had
    state = "met" if one.met and not one.had else "had" if done else "open"
    sign = Sign("aye" if done else "open", "red" if done else "caption", kit.px(22), "")
    words = Column(
        [
            kit.text(one.label, "action", "ink" if done else "caption"),
            kit.text(one.text, "label", "ink" if done else "caption"),
            kit.text(tr(f"achievements.{state}"), "small", "darkred" if done else "caption"),
        ]
    )
    row = Row([sign, words], kit.px(12), [0, 1], align="top")
    return Panel(
        row, "bone" if done else "paper", (kit.px(12), kit.px(7)), "l", "red" if done else "grey"
    )
