"""Goals: always in sight in a line, in short beside the answers, and whole on a page."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from game.briefing.model import Chance, Goal, Odds
from game.i18n import tr
from game.window.boxes import Column, Grid, Panel, Row, Wrap
from game.window.boxes import Table as Cells
from game.window.screens import table
from game.window.screens.folio import Folio
from game.window.widget import Widget
from game.window.widgets import Button, Look, Meter, Sign

_FEW = 5


def line(folio: Folio) -> Widget | None:
    """Return the goals in one line with how far each is met, and what the factions' marks mean, in
    the richest form that fits; None when there are no goals.
    """
    kit, goals = folio.kit, folio.briefing.goals
    if not goals:
        return None
    marks = table.legend(folio)
    room = kit.size[0] - kit.px(40)
    told: Widget = Wrap([], 0)
    for bar, legend in ((70, True), (40, True), (0, True), (40, False), (0, False)):
        told = Wrap([_head(folio), *(_short(folio, view, bar) for view in goals)], kit.px(14), 0)
        if told.natural() + legend * marks.natural() <= room:
            if legend:
                told = Row([told, marks], kit.px(12), [0, 1], align="middle")
            break
    return Panel(told, "soot", (kit.px(12), kit.px(1)))


def _head(folio: Folio) -> Widget:
    return folio.kit.text(tr("goals.line"), "strong", "ochre")


def _short(folio: Folio, view: Goal, bar: int) -> Button:
    """A goal in the line: what it is called and how far it is met, with a bar so wide."""
    kit = folio.kit
    sign, tint = ("aye", "ochre") if view.met else ("open", "sand")
    words = tr("goals.near", label=view.label, share=round(100 * share(view)))
    meaning = tr("goal.met" if view.met else "goal.open")
    parts: list[Widget] = [
        Sign(sign, tint, kit.px(11), meaning, tall=kit.type.lead("small")),
        kit.text(words, "small", "bone"),
    ]
    if bar:
        parts.append(Meter(share(view), "ochre", (kit.px(bar), kit.px(5))))
    body = Row(parts, kit.px(6), [0] * len(parts), align="middle")
    press = partial(folio.game.open_page, "goals")
    look = Look("bare", "", (kit.px(4), kit.px(1)))
    made = Button(f"aim-{view.ending}", body, press, look, view.label)
    made.tip = partial(goal, folio, view)
    return made


def aims(folio: Folio) -> list[Widget]:
    """Return the goals in short, in two forms: each with its conditions, met or open, and each
    with its bar alone.
    """
    kit, goals = folio.kit, folio.briefing.goals
    if not goals:
        return []
    head = kit.heading(tr("choose.goals"), "darkred")
    told = [brief(folio, view) for view in goals]
    bars = [brief(folio, view, conditions=False) for view in goals]
    return [Column([head, *told], kit.px(4)), Column([head, *bars], kit.px(6))]


def page(folio: Folio) -> Widget:
    """Return each ending this seat works for, how far its conditions are met, and the calendar."""
    kit, briefing = folio.kit, folio.briefing
    parts: list[Widget] = [kit.text(tr("goals.intro", name=briefing.seat_label), "lead")]
    parts.append(Grid([goal(folio, one) for one in briefing.goals], kit.px(360), kit.px(12), 3))
    if briefing.secrets:
        parts.append(kit.heading(tr("goals.secret"), "darkred"))
        cells = [goal(folio, one) for one in briefing.secrets]
        parts.append(Grid(cells, kit.px(360), kit.px(12), 3))
    if briefing.question is not None:
        parts += _odds(folio, briefing.odds)
    if briefing.meetings:
        parts.append(kit.heading(tr("news.calendar"), "darkred"))
        rows = [
            [
                kit.text(m.date, "strong"),
                kit.text(m.label),
                kit.text(tr("goals.turns", turns=m.turns), "label"),
            ]
            for m in briefing.meetings
        ]
        parts.append(Cells(rows, [0, 1, 0], kit.px(14), kit.px(4)))
    return kit.scroll(kit.panel(Column(parts, kit.px(10)), "newsprint", 18, 14), "goals", 220)


def _odds(folio: Folio, odds: Odds | None) -> list[Widget]:
    """How it may end: who comes out on top, and by what ending."""
    kit = folio.kit
    parts: list[Widget] = [kit.heading(tr("odds.title"), "darkred")]
    if odds is None:
        return [*parts, kit.text(tr("odds.later"), "note", "caption")]
    top = replace(odds.top, label=tr("odds.top"))
    shown = (
        (folio.briefing.seat_label, (top, *odds.goals)),
        (tr("odds.winners"), odds.winners[:_FEW]),
        (tr("odds.endings"), odds.endings[:_FEW]),
    )
    cells: list[Widget] = [
        Column([kit.text(title, "strong"), *(_chance(folio, one) for one in chances)], kit.px(6))
        for title, chances in shown
    ]
    return [*parts, Grid(cells, kit.px(300), kit.px(18), 3), kit.text(odds.text, "note", "caption")]


def _chance(folio: Folio, one: Chance) -> Widget:
    kit = folio.kit
    head = Row([kit.text(one.label), kit.text(one.text, "label")], kit.px(8), [1, 0])
    bar = Meter(one.percent / 100, "steel", (kit.px(60), kit.px(5)))
    return Column([head, bar], kit.px(2))


def brief(folio: Folio, view: Goal, *, conditions: bool = True) -> Widget:
    """Return a goal with its bar and conditions, without its story."""
    kit = folio.kit
    words = tr("goals.near", label=view.label, share=round(100 * share(view)))
    bar = Meter(share(view), "red", (kit.px(80), kit.px(5)))
    rows = _conditions(folio, view) if conditions else []
    return Column([kit.text(words, "strong"), bar, *rows], kit.px(3))


def goal(folio: Folio, view: Goal) -> Widget:
    """Return an ending with its conditions, each met or open."""
    kit = folio.kit
    parts: list[Widget] = [
        kit.text(view.label, "headline"),
        Meter(share(view), "red", (kit.px(80), kit.px(6))),
    ]
    parts += _conditions(folio, view)
    for figure in view.progress:
        head = Row(
            [kit.text(figure.label, "label"), kit.value(figure, "strong")], kit.px(8), [1, 0]
        )
        filled = (figure.value - figure.low) / ((figure.high - figure.low) or 1)
        parts.append(Column([head, Meter(filled, "bronze", (kit.px(60), kit.px(5)))], kit.px(1)))
    parts.append(kit.text(view.text, "body", "caption", marks=True))
    edge = "steel" if view.met else "red"
    return Panel(Column(parts, kit.px(5)), "bone", (kit.px(14), kit.px(10)), "t", edge)


def _conditions(folio: Folio, view: Goal) -> list[Widget]:
    kit = folio.kit
    rows: list[Widget] = []
    for words, met in view.conditions:
        sign, tint = ("aye", "steel") if met else ("open", "darkred")
        meaning = tr("goal.met" if met else "goal.open")
        rows.append(kit.item(sign, kit.text(words, "label"), tint, meaning))
    return rows


def share(view: Goal) -> float:
    """Return how far a goal is met, 0 to 1."""
    return 1.0 if view.met else min(99, view.share) / 100
