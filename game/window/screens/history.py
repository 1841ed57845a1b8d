"""Your course beside the real one: what happened when, and whether it happened here."""

from __future__ import annotations

from functools import partial

from game.briefing.model import Figure, Milestone
from game.i18n import tr
from game.window.boxes import Centre, Column, Grid, Panel, Row, Wrap
from game.window.screens.charts import Course, chart
from game.window.screens.folio import Folio
from game.window.widget import Widget
from game.window.widgets import Bars, Button, Look, Rule, Sign

_SIGN = {True: "aye", False: "nay", None: "level"}
_TINT = {True: "steel", False: "red", None: "caption"}
_WORD = {True: "history.same", False: "history.other", None: "history.open"}


def page(folio: Folio) -> Widget:
    """Return the dated facts of the true course with what became of them here, and the figures of
    both courses.
    """
    kit, briefing = folio.kit, folio.briefing
    past = [fact for fact in briefing.milestones if fact.turn < briefing.turn or briefing.ending]
    same = sum(fact.happened is True for fact in past)
    other = sum(fact.happened is False for fact in past)
    head = Column(
        [
            kit.text(tr("history.title"), "headline"),
            Rule(kit.px(3), "red"),
            kit.text(tr("history.count", same=same, all=same + other), "lead"),
            Bars([(same, "steel"), (other, "red")], (kit.px(120), kit.px(8))),
            kit.text(tr("history.note"), "note", "caption"),
        ],
        kit.px(4),
    )
    rows: list[Widget] = []
    year = ""
    for fact in past:
        if fact.date[-4:] != year:
            year = fact.date[-4:]
            rows.append(kit.text(year, "section", "darkred"))
        rows.append(_fact(folio, fact))
    if not past:
        rows.append(kit.text(tr("history.none"), "note", "caption"))
    left = Column([head, *rows], kit.px(6))
    figures = [f for f in briefing.figures if any(v is not None for v in f.true)]
    body: Widget = left
    if figures:
        right = Column(
            [
                kit.heading(tr("history.figures"), "darkred"),
                Grid([_course(folio, f) for f in figures], kit.px(250), kit.px(12), 2),
            ],
            kit.px(6),
        )
        body = Row([left, right], kit.px(26), [1, 1])
    sheet = Centre(kit.panel(body, "newsprint", 24, 12), kit.px(1200), top=True)
    return Panel(kit.scroll(sheet, "history", 220), "newsprint")


def _fact(folio: Folio, fact: Milestone) -> Widget:
    kit = folio.kit
    high = kit.type.lead("body")
    tint = _TINT[fact.happened]
    sign = Sign(_SIGN[fact.happened], tint, kit.px(13), tr(_WORD[fact.happened]), tall=high)
    notes = [fact.date, tr(_WORD[fact.happened])]
    if fact.confidence and fact.confidence != "high":
        notes.append(tr(f"confidence.{fact.confidence}"))
    words = Column([kit.text(fact.text, "body"), kit.text(" · ".join(notes), "small", "caption")])
    return Row([sign, words], kit.px(8), [0, 1], align="top")


def _course(folio: Folio, figure: Figure) -> Widget:
    kit = folio.kit
    lines = [
        Course(tr("chart.seen"), figure.series or (figure.value,), "ink"),
        Course(tr("chart.true"), figure.true, "steel", "dots"),
    ]
    parts: list[Widget] = [
        Wrap(
            [kit.text(figure.label, "strong"), kit.text(figure.unit, "small", "caption")],
            kit.px(8),
            0,
        ),
        chart(kit, lines, folio.briefing.turns, 74),
    ]
    look = Look("flat", "bone", (kit.px(9), kit.px(5)))
    press = partial(folio.game.show_figure, figure.id)
    made = Button(f"course-{figure.id}", Column(parts, kit.px(2)), press, look, figure.label)
    made.role = "figure"
    return made
