"""An assembly: its seats as a half circle, and how each delegation votes or voted."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from game.art import posters
from game.briefing.model import Briefing, Division, MotionView
from game.i18n import tr
from game.window.boxes import Column, Layers, Panel, Row, Wrap
from game.window.boxes import Table as Cells
from game.window.kit import Kit
from game.window.screens import table
from game.window.widget import Press, Widget
from game.window.widgets import Bars, Picture, Sign

_COLOURS = ("red", "steel", "caption")


def stage(
    kit: Kit, briefing: Briefing, motion: MotionView, look: Press, pick: dict[int, Press]
) -> Widget:
    """Return the hall with a motion before it: leaders' voices and the delegations."""
    head = table.head(kit, briefing, motion, pick)
    parts: list[Widget] = [_seats(kit, motion), divisions(kit, motion)]
    if motion.voices:
        parts.append(kit.heading(tr("hall.leaders"), "darkred"))
        seats = table.seats(kit, briefing, motion, look)
        parts.append(Wrap(seats, kit.px(12), kit.px(10)))
    body = Panel(Column(parts, kit.px(12)), "table", (kit.px(16), kit.px(12)))
    return Column([head, kit.scroll(body, "hall", 220)], fill=1)


def divisions(kit: Kit, motion: MotionView) -> Widget:
    """Return the delegations as a table: name, figures, shares as a bar."""
    rows = [_row(kit, one) for one in motion.divisions]
    heads = [
        kit.text(tr(f"hall.{key}"), "small", "caption")
        for key in ("delegation", "figures", "shares")
    ]
    return Cells([heads, *rows], [3, 0, 4], kit.px(12), kit.px(3))


def _row(kit: Kit, one: Division) -> list[Widget]:
    figures = tr("hall.row", ayes=one.ayes, nays=one.nays, abstentions=one.abstentions)
    parts = list(zip((one.ayes, one.nays, one.abstentions), _COLOURS, strict=True))
    return [
        kit.text(one.label, "label"),
        kit.text(figures, "strong"),
        Bars(parts, (kit.px(80), kit.px(9))),
    ]


def _seats(kit: Kit, motion: MotionView) -> Widget:
    """The half circle with the figures under it."""
    sums = _sums(motion.divisions)
    groups = list(zip(sums, _COLOURS, strict=True))
    draw = partial(posters.hall, groups)
    picture = Picture(("hall", *sums), draw, (0, kit.px(170)))
    words = [
        Row(
            [Sign(kind, tint, kit.px(13)), kit.text(tr(f"hall.{kind}", number=number), "strong")],
            kit.px(5),
            [0, 1],
            align="middle",
        )
        for kind, number, tint in zip(("aye", "nay", "abstain"), sums, _COLOURS, strict=True)
    ]
    odds = motion.needed
    if motion.state not in ("carried", "lost"):
        odds = tr("hall.odds", chance=motion.chance, needed=motion.needed)
    return Column([Layers([picture]), Wrap(words, kit.px(18)), kit.text(odds, "strong")], kit.px(6))


def _sums(divisions_: Sequence[Division]) -> tuple[int, int, int]:
    return (
        sum(one.ayes for one in divisions_),
        sum(one.nays for one in divisions_),
        sum(one.abstentions for one in divisions_),
    )
