"""How it ended: the verdict, what it cost in people, power over the years, the decisions that
turned it, what it says to the historians, and what became of everybody.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from game.art import posters
from game.briefing.model import Briefing, EndingView, InterpretationView, TrueSeries, Turning
from game.i18n import tr
from game.window.boxes import Centre, Column, Grid, Layers, Panel, Row, Wrap
from game.window.kit import Kit, faction_fill
from game.window.screens import achievements, goals
from game.window.screens.charts import Course, chart
from game.window.screens.folio import Folio
from game.window.screens.poster import EffectBar, Stamp
from game.window.widget import Widget
from game.window.widgets import Button, Look, Picture, Sign

if TYPE_CHECKING:
    from game.window.app import App
    from game.window.screens.game import GameScreen

CHAPTERS = ("story", "power", "turnings", "history", "views", "fates", "deeds")
"""The chapters of the end, in the order in which they are told."""

_STYLES = ("line", "dashed", "dots")


class EndingScreen:
    """The end of one game; the game itself can still be looked at, undone and branched."""

    name = "ending"

    def __init__(self, app: App, game: GameScreen, briefing: Briefing) -> None:
        self._app = app
        self._game = game
        self._briefing = briefing
        self._chapter = CHAPTERS[0]

    def shortcut(self, action: str) -> None:
        """Escape goes back to the title."""
        if action == "back":
            from game.window.screens.title import TitleScreen

            title = TitleScreen(self._app)
            self._app.show(title)
            title.load()

    def build(self, kit: Kit) -> Widget:
        """Return the chapter that is open."""
        ending = self._briefing.ending
        if ending is None:
            return kit.gap(1)
        folio = self._game.folio(kit, self._briefing)
        told = {
            "story": _story,
            "power": _power,
            "turnings": _turnings,
            "history": _history,
            "views": _views,
            "fates": _fates,
            "deeds": _deeds,
        }
        there = [name for name in CHAPTERS if _has(ending, name)]
        body = Centre(
            kit.panel(told[self._chapter](folio, ending), "newsprint", 26, 16),
            kit.px(1160),
            top=True,
        )
        page = Panel(kit.scroll(body, "ending", 220), "newsprint")
        return Column(
            [self._head(kit, ending), self._tabs(kit, there), page, self._feet(kit)], fill=2
        )

    def _head(self, kit: Kit, ending: EndingView) -> Widget:
        word = tr("ending.reached" if ending.reached else "ending.missed")
        stamp = Stamp(kit.type, word, "bone")
        stamp.name = "stamp"
        words = Column(
            [
                kit.text(self._briefing.seat_label, "top", "sand"),
                kit.text(ending.title, "headline", "bone"),
            ]
        )
        ground = "darkred" if ending.reached else "ink"
        return Panel(
            Row([words, stamp], kit.px(20), [1, 0], align="middle"), ground, (kit.px(24), kit.px(6))
        )

    def _tabs(self, kit: Kit, there: Sequence[str]) -> Widget:
        tabs: list[Widget] = [
            kit.tab(
                f"chapter-{name}",
                tr(f"ending.{name}"),
                partial(self._open, name),
                key=str(number),
                chosen=name == self._chapter,
            )
            for number, name in enumerate(there, 1)
        ]
        return Panel(Wrap(tabs, kit.px(4), kit.px(2)), "ink", (kit.px(18), kit.px(3)))

    def _open(self, chapter: str) -> None:
        self._chapter = chapter
        self._app.offsets.pop("scroll-ending", None)

    def _feet(self, kit: Kit) -> Widget:
        feet: list[Widget] = []
        if self._app.worker.busy:
            feet.append(kit.text(tr("ending.writing"), "label"))
        else:
            feet.append(
                kit.button("export", tr("ending.export"), self._export, key=kit.key("export"))
            )
        feet += [
            kit.button("look", tr("ending.look"), partial(self._look), key=kit.key("look")),
            kit.button(
                "title",
                tr("menu.title"),
                partial(self.shortcut, "back"),
                key=kit.key("back"),
                fill="red",
            ),
            kit.button("quit", tr("menu.quit"), self._app.quit, key=kit.key("ending-quit")),
        ]
        return Panel(Wrap(feet, kit.px(12), right=True), "table", (kit.px(18), kit.px(6)), "t")

    def _export(self) -> None:
        """Write the page about the game, and say where it is."""
        app = self._app
        app.work(
            self._game.port.debrief,
            lambda path: app.tell(tr("ending.written"), tr("ending.written.where", path=path)),
            lambda words: app.tell(tr("error.title"), words),
        )

    def _look(self) -> None:
        self._app.show(self._game)
        self._game.shortcut("chronicle")


def _has(ending: EndingView, chapter: str) -> bool:
    found: dict[str, object] = {
        "turnings": ending.turnings,
        "history": ending.facts or ending.series,
        "views": ending.views,
        "fates": ending.fates,
        "deeds": ending.achievements,
    }
    return bool(found.get(chapter, True))


# ------------------------------------------------------------------ chapters


def _story(folio: Folio, ending: EndingView) -> Widget:
    """The end in words beside what it cost and what became of the goals."""
    kit, briefing = folio.kit, folio.briefing
    left: list[Widget] = [
        Layers(
            [
                Picture(
                    ("scene", ending.title, "ending"),
                    partial(posters.scene, ending.title, ("ending",)),
                    (0, kit.px(120)),
                )
            ]
        ),
        kit.prose(ending.text, "lead"),
    ]
    if ending.epilogue:
        left.append(kit.heading(tr("ending.after"), "darkred"))
        left.append(kit.prose(ending.epilogue))
    if ending.country:
        left.append(kit.heading(tr("ending.country"), "darkred"))
        left.append(kit.prose(ending.country))
    right: list[Widget] = []
    if ending.costs:
        right.append(kit.heading(tr("ending.costs"), "darkred"))
        cells = [kit.figure(f"cost-{figure.id}", figure) for figure in ending.costs]
        right.append(Grid(cells, kit.px(150), kit.px(8), 2))
    for title, views in (("choose.goals", briefing.goals), ("goals.secret", briefing.secrets)):
        if views:
            right.append(kit.heading(tr(title), "darkred"))
            right += [goals.brief(folio, view) for view in views]
    if not right:
        return Column(left, kit.px(8))
    columns = [Column(left, kit.px(8)), Column(right, kit.px(6))]
    return Row(columns, kit.px(28), [6, 5])


def _power(folio: Folio, _ending: EndingView) -> Widget:
    """The course of every leader's figures over the whole game."""
    kit, briefing = folio.kit, folio.briefing
    leaders = [
        p for p in briefing.people if p.seat == "leader" and any(f.series for f in p.figures)
    ]
    kinds = {f.id: f for p in leaders for f in p.figures if len(f.series) > 1}
    strip = [f.id for f in briefing.figures]
    order = sorted(kinds, key=lambda id_: strip.index(id_) if id_ in strip else len(strip))
    parts: list[Widget] = []
    for number, id_ in enumerate(order[:4]):
        lines = []
        used: dict[str, int] = {}
        for person in leaders:
            figure = next((f for f in person.figures if f.id == id_), None)
            if figure is None or len(figure.series) < 2:
                continue
            tint = faction_fill(person.faction, briefing.factions)
            style = _STYLES[min(used.get(tint, 0), len(_STYLES) - 1)]
            used[tint] = used.get(tint, 0) + 1
            lines.append(Course(person.short, figure.series, tint, style))
        if lines:
            parts.append(kit.heading(kinds[id_].label, "darkred"))
            parts.append(chart(kit, lines, briefing.turns + 1, 190 if number == 0 else 110))
    return Column(parts or [kit.text(tr("chart.none"), "note", "caption")], kit.px(6))


def _turnings(folio: Folio, ending: EndingView) -> Widget:
    """The decisions after which a goal came nearer or went away."""
    kit = folio.kit
    note = kit.text(tr("ending.turnings.note"), "note", "caption")
    rows = [_turning(folio, one) for one in ending.turnings]
    return Column([note, *rows], kit.px(8))


def _turning(folio: Folio, one: Turning) -> Widget:
    kit = folio.kit
    better = one.after > one.before
    sign = Sign("up" if better else "down", "steel" if better else "red", kit.px(14), "")
    words = Column(
        [
            kit.text(one.date, "strong", "darkred"),
            kit.text(one.text, "lead"),
            kit.text(
                tr("ending.turning", goal=one.goal, before=one.before, after=one.after),
                "label",
                "caption",
            ),
            EffectBar(
                one.before / 100,
                one.after / 100,
                "steel" if better else "red",
                (kit.px(80), kit.px(7)),
            ),
        ],
        kit.px(2),
    )
    return Panel(
        Row([sign, words], kit.px(12), [0, 1], align="top"), "bone", (kit.px(14), kit.px(8))
    )


def _history(folio: Folio, ending: EndingView) -> Widget:
    """The true course beside this one: dated facts, and figures as two lines."""
    kit = folio.kit
    left: list[Widget] = [kit.heading(tr("history.title"), "darkred")]
    for fact in ending.facts:
        same = bool(fact.turn)
        words = [kit.text(fact.label, "body")]
        here = tr("history.here", date=fact.date) if same else tr("history.other")
        notes = [fact.on, here]
        if fact.confidence in ("medium", "low"):
            notes.append(tr(f"confidence.{fact.confidence}"))
        words.append(kit.text(" · ".join(notes), "small", "caption"))
        sign = Sign(
            "aye" if same else "nay",
            "steel" if same else "red",
            kit.px(13),
            tr("history.same" if same else "history.other"),
            tall=kit.type.lead("body"),
        )
        left.append(Row([sign, Column(words)], kit.px(8), [0, 1], align="top"))
    right: list[Widget] = [kit.heading(tr("history.figures"), "darkred")]
    right += [_series(folio, series) for series in ending.series]
    columns = [Column(left, kit.px(5)), Column(right, kit.px(8))]
    return Row(columns if ending.series else columns[:1], kit.px(26), [1, 1][: len(columns)])


def _series(folio: Folio, series: TrueSeries) -> Widget:
    kit = folio.kit
    lines = [
        Course(tr("chart.seen"), tuple(own for _, _, _, own in series.points), "ink"),
        Course(tr("chart.true"), tuple(true for _, _, true, _ in series.points), "steel", "dots"),
    ]
    dates = [date[:4] for date, _, _, _ in series.points]
    span = kit.text(f"{dates[0]}–{dates[-1]}", "small", "caption") if dates else kit.gap(1)
    head = Wrap(
        [kit.text(series.label, "strong"), kit.text(series.unit, "small", "caption"), span],
        kit.px(8),
        0,
    )
    parts: list[Widget] = [head, chart(kit, lines, max(2, len(series.points)), 70)]
    if series.note:
        parts.append(kit.text(series.note, "small", "caption"))
    return Panel(Column(parts, kit.px(2)), "bone", (kit.px(10), kit.px(5)))


def _views(folio: Folio, ending: EndingView) -> Widget:
    """What historians have argued, with what this game says for and against; no verdict."""
    kit = folio.kit
    parts: list[Widget] = [kit.text(tr("ending.views.note"), "note", "caption")]
    question = ""
    for view in ending.views:
        if view.question and view.question != question:
            question = view.question
            parts.append(kit.text(question, "headline"))
        parts.append(_view(folio, view))
    return Column(parts, kit.px(8))


def _view(folio: Folio, view: InterpretationView) -> Widget:
    kit = folio.kit
    left: list[Widget] = [kit.text(view.label, "section", "darkred"), kit.prose(view.view)]
    if view.argued_by:
        told = tr("ending.argued", names="; ".join(view.argued_by))
        left.append(kit.text(told, "note", "caption"))
    rows: list[Widget] = []
    for one in view.evidence:
        sign, tint = {"for": ("aye", "steel"), "against": ("nay", "red")}.get(
            one.speaks, ("level", "caption")
        )
        meaning = tr(f"evidence.{one.speaks if one.speaks in ('for', 'against') else 'neither'}")
        high = kit.type.lead("label")
        rows.append(
            Row(
                [
                    Sign(sign, tint, kit.px(12), meaning, tall=high),
                    kit.text(one.label, "label"),
                    kit.text(one.text, "strong", "ink", "right"),
                ],
                kit.px(7),
                [0, 1, 0],
            )
        )
    body = Row([Column(left, kit.px(4)), Column(rows, kit.px(3))], kit.px(22), [1, 1])
    return Panel(body, "bone", (kit.px(14), kit.px(9)), "l", "red")


def _fates(folio: Folio, ending: EndingView) -> Widget:
    """What became of everybody, with heads."""
    kit = folio.kit
    cells = [_fate(folio, who, fate) for who, fate in ending.fates]
    head = kit.heading(tr("ending.fates"), "darkred")
    return Column([head, Grid(cells, kit.px(430), kit.px(10), 2)], kit.px(8))


def _fate(folio: Folio, who: str, fate: str) -> Widget:
    kit = folio.kit
    person = folio.people.get(who)
    words = Column([kit.text(person.name if person else who, "strong"), kit.text(fate, "body")])
    if person is None:
        return words
    head = kit.head(person, folio.briefing.factions, 54)
    row = Row([head, words], kit.px(10), [0, 1], align="top")
    card: Callable[[], Widget] = partial(kit.text, person.note or person.name)
    made = Button(f"fate-{who}", row, None, Look("bare"), person.name)
    made.tip = kit.card(f"fate {who}", person.name, card)
    made.press = partial(kit.explain, made.tip)
    return made


def _deeds(folio: Folio, ending: EndingView) -> Widget:
    return achievements.shown(folio.kit, ending.achievements)
