"""An assembly: its delegations as wedges of a half circle, how each votes or voted, and whose man
holds its secretary's post.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from game.art import posters
from game.briefing.model import Division, MotionView
from game.i18n import tr
from game.window.boxes import Column, Layers, Panel, Row, Wrap
from game.window.boxes import Table as Cells
from game.window.kit import Kit, faction_fill
from game.window.screens import table
from game.window.screens.folio import Folio
from game.window.widget import Widget
from game.window.widgets import Bars, Button, Look, Picture, Sign

_COLOURS = ("red", "steel", "caption")
_WIDE = 720
"""In a narrower window the count stands beside the half circle in smaller figures."""


def stage(folio: Folio, motion: MotionView) -> Widget:
    """Return the hall with a motion before it: the delegations, and the leaders' voices."""
    kit = folio.kit
    title, tabs = table.head(folio), table.motions(folio)
    bar: list[Widget] = [title] if tabs is None else [title, tabs]
    head = Panel(
        Row(bar, kit.px(12), [1, 0][: len(bar)], align="middle"),
        "red",
        (kit.px(14), kit.px(5)),
        "b",
    )
    parts: list[Widget] = [_seats(folio, motion)]
    if motion.voices:
        parts.append(kit.text(tr("hall.leaders"), "section", "darkred"))
        parts.append(Wrap(table.seats(folio, motion, 58), kit.px(8), kit.px(8)))
    parts.append(divisions(folio, motion))
    body = Panel(Column(parts, kit.px(8)), "table", (kit.px(14), kit.px(10)))
    return Column([head, Panel(kit.scroll(body, "hall", 220), "table")], fill=1)


def divisions(folio: Folio, motion: MotionView) -> Widget:
    """Return the delegations as a table: name, whose secretary, figures, shares as a bar."""
    kit = folio.kit
    rows = [_row(folio, one) for one in motion.divisions]
    heads = [
        kit.text(tr(f"hall.{key}"), "small", "caption")
        for key in ("delegation", "secretary", "figures", "shares")
    ]
    return Cells([heads, *rows], [3, 2, 0, 4], kit.px(10), kit.px(3))


def _row(folio: Folio, one: Division) -> list[Widget]:
    kit = folio.kit
    figures = tr("hall.row", ayes=one.ayes, nays=one.nays, abstentions=one.abstentions)
    parts = list(zip((one.ayes, one.nays, one.abstentions), _COLOURS, strict=True))
    bloc = folio.blocs.get(one.bloc)
    name = Button(
        f"division-{one.bloc}",
        kit.text(one.label, "label"),
        partial(folio.game.look_at, f"bloc {one.bloc}"),
        Look("bare"),
        one.label,
    )
    patron = folio.short(bloc.control) if bloc and bloc.control else tr("bloc.nobody")
    whose: list[Widget] = []
    person = folio.people.get(bloc.control) if bloc else None
    if person:
        whose.append(kit.mark(person.faction, folio.briefing.factions, 11))
    whose.append(kit.text(patron, "small"))
    return [
        name,
        Row(whose, kit.px(4), [0, 1][-len(whose) :], align="middle"),
        kit.text(figures, "strong"),
        Bars(parts, (kit.px(70), kit.px(9))),
    ]


def _seats(folio: Folio, motion: MotionView) -> Widget:
    """The half circle, a wedge a delegation, with the sums and the odds in its middle."""
    kit = folio.kit
    blocs = tuple((one.ayes, one.abstentions, one.nays) for one in motion.divisions)
    rims = tuple(_rim(folio, one) for one in motion.divisions)
    picture = Picture(
        ("hall", blocs, rims),
        partial(posters.hall, blocs, ("red", "caption", "steel"), rims),
        (0, kit.px(186)),
    )
    sums = _sums(motion.divisions)
    words = [_sum(kit, kind, number) for kind, number in zip(_KINDS, sums, strict=True)]
    odds = motion.needed
    if motion.state not in ("carried", "lost"):
        odds = table.odds(motion, "hall.odds", "hall.odds.own")
    count = tr("table.count", ayes=sums[0], nays=sums[1])
    told = Column(
        [
            kit.text(count, "huge" if kit.wide >= _WIDE else "masthead", "ink", "centre"),
            Wrap(words, kit.px(16), 0),
            kit.text(odds, "strong", "ink", "centre"),
        ],
        kit.px(2),
    )
    note = kit.text(tr("hall.rim"), "small", "caption")
    return Column(
        [Row([Layers([picture]), told], kit.px(14), [3, 2], align="middle"), note], kit.px(2)
    )


def _rim(folio: Folio, one: Division) -> str:
    """The colour of the camp that holds a delegation's secretary."""
    bloc = folio.blocs.get(one.bloc)
    person = folio.people.get(bloc.control) if bloc else None
    return faction_fill(person.faction, folio.briefing.factions) if person else "sand"


_KINDS = ("aye", "nay", "abstain")


def _sum(kit: Kit, kind: str, number: int) -> Widget:
    tint = dict(zip(_KINDS, _COLOURS, strict=True))[kind]
    return Row(
        [
            Sign(kind, tint, kit.px(12), tall=kit.type.lead("strong")),
            kit.text(tr(f"hall.{kind}", number=number), "strong"),
        ],
        kit.px(4),
        [0, 1],
        align="middle",
    )


def _sums(divisions_: Sequence[Division]) -> tuple[int, int, int]:
    return (
        sum(one.ayes for one in divisions_),
        sum(one.nays for one in divisions_),
        sum(one.abstentions for one in divisions_),
    )
