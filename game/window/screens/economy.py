"""The economy: the levers in force, one figure large with its causes, and all the others small."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from game.art.theme import on
from game.briefing.model import Figure
from game.i18n import tr
from game.window.boxes import Column, Grid, Panel, Row, Wrap
from game.window.screens import bars, gazette
from game.window.screens.charts import Course, chart
from game.window.screens.folio import Folio
from game.window.widget import Widget
from game.window.widgets import Button, Look, Rule

_PANELS = ("economy", "abroad", "party", "person", "bloc", "")


def page(folio: Folio) -> Widget:
    """Return levers on the left, the chosen figure and all others on the right."""
    kit, briefing = folio.kit, folio.briefing
    right: list[Widget] = []
    chosen = _chosen(folio)
    if chosen:
        right.append(_large(folio, chosen))
    for panel in _PANELS:
        rows = [figure for figure in briefing.figures if figure.panel == panel]
        if rows:
            right.append(kit.heading(tr(f"panel.{panel or 'other'}"), "darkred"))
            right.append(Grid([_tile(folio, f) for f in rows], kit.px(150), kit.px(6), 6))
    body = Column(right, kit.px(8))
    levers = Column([_policy(folio, policy) for policy in briefing.policies], kit.px(7))
    title = kit.heading(tr("economy.policies"), "darkred")
    told = Column([title, levers], kit.px(6))
    if kit.wide < 660 or not briefing.policies:
        both = Column([body, told] if briefing.policies else [body], kit.px(10))
        return Panel(kit.scroll(kit.panel(both, "newsprint", 14, 10), "economy", 220), "newsprint")
    left = kit.scroll(kit.panel(told, "paper", 14, 10), "levers", 180)
    main = kit.scroll(kit.panel(body, "newsprint", 18, 10), "economy", 220)
    return Row([Panel(left, "paper", (0, 0), "r"), Panel(main, "newsprint")], 0, [33, 95])


def _chosen(folio: Folio) -> Figure | None:
    figures = [f for f in folio.briefing.figures if f.panel]
    found = next((f for f in figures if f.id == folio.at.figure), None)
    return found or next((f for f in figures if f.panel == "economy"), None)


def _large(folio: Folio, figure: Figure) -> Widget:
    """One figure with its course, the reported one beside the true one, and why."""
    kit = folio.kit
    head = Wrap(
        [
            kit.text(figure.label, "headline"),
            kit.value(figure),
            kit.text(figure.unit, "label", "caption"),
            kit.change(figure),
        ],
        kit.px(14),
        0,
    )
    buttons: list[Widget] = []
    if any(value is not None for value in figure.true):
        words = tr("economy.hide" if folio.at.truth else "economy.show")
        buttons.append(kit.button("truth", words, folio.game.show_truth, key=kit.key("truth")))
    left: list[Widget] = [chart(kit, courses(folio, figure), folio.briefing.turns, 132)]
    if buttons:
        left.append(Wrap(buttons, kit.px(8)))
    right: list[Widget] = []
    if figure.moved:
        right.append(kit.text(tr("economy.moved"), "strong", "darkred"))
        right += gazette.causes(folio, figure, 5)
    if figure.note:
        right.append(kit.text(figure.note, "note", "caption"))
    body = Row([Column(left, kit.px(4)), Column(right, kit.px(3))], kit.px(18), [3, 2])
    return Panel(
        Column([head, Rule(kit.px(3), "red"), body], kit.px(5)), "bone", (kit.px(14), kit.px(8))
    )


def courses(folio: Folio, figure: Figure) -> list[Course]:
    """Return the lines of a figure: as seen, as reported beside the true one, and as it was."""
    found = [Course(tr("chart.seen"), figure.series or (figure.value,), "ink")]
    reported = next((f for f in folio.briefing.figures if f.id == figure.reported), None)
    if reported is not None and figure.known == "exact":
        label = tr("chart.reported")
        found.append(Course(label, reported.series or (reported.value,), "red", "dashed"))
    if folio.at.truth and figure.true:
        found.append(Course(tr("chart.true"), figure.true, "steel", "dots"))
    return found


def _tile(folio: Folio, figure: Figure) -> Widget:
    chosen = figure.id == folio.at.figure
    about = figure, chosen, folio.game
    return folio.kit.reused(f"chart-{figure.id}", about, partial(_small, folio, figure, chosen))


def _small(folio: Folio, figure: Figure, chosen: bool) -> Widget:  # noqa: FBT001 - a tile's state
    kit = folio.kit
    parts: list[Widget] = [
        kit.text(kit.with_unit(figure), "small"),
        Row([kit.value(figure, "action"), kit.change(figure)], kit.px(6), [1, 0], align="middle"),
        bars.course(folio, figure, 22),
    ]
    if figure.known != "exact":
        parts.append(kit.text(tr(f"known.{figure.known}"), "small", "caption"))
    look = Look("flat", "bone", (kit.px(7), kit.px(4)))
    press = partial(folio.game.show_figure, figure.id)
    title = f"{figure.label}: {figure.text} {figure.unit}".strip()
    made = Button(f"chart-{figure.id}", Column(parts, kit.px(1)), press, look, title)
    made.role = "figure"
    made.chosen = chosen
    made.tip = kit.why(figure, f"chart-{figure.id}")
    return made


def _policy(folio: Folio, policy: Figure) -> Widget:
    """A lever: its settings as steps, the one in force filled; a press turns to what would move
    it, where that can be tabled now.
    """
    kit = folio.kit
    steps = _steps(folio, policy)
    parts: list[Widget] = [kit.text(policy.label, "strong"), *steps]
    if policy.note:
        parts.append(kit.text(policy.note, "small", "caption"))
    return Column(parts, kit.px(2))


def _steps(folio: Folio, policy: Figure) -> Sequence[Widget]:
    kit, question = folio.kit, folio.briefing.question
    options = question.options if question else ()
    can = next((o for o in options if o.aim == "setting" and o.legal), None)
    targets = {target.key: target for target in can.targets} if can else {}
    cells: list[Widget] = []
    for value, label in policy.settings:
        now = value == policy.value
        fill = "red" if now else "bone"
        words = kit.text(label, "small", on(fill))
        key = f"{policy.id}={value:g}"
        if can and key in targets and targets[key].legal and not now:
            press = partial(folio.game.turn_to, can.key, key)
            look = Look("flat", fill, (kit.px(6), kit.px(2)))
            cells.append(Button(f"lever-{policy.id}-{value:g}", words, press, look, label))
        else:
            cells.append(Panel(words, fill, (kit.px(6), kit.px(2))))
    return [Wrap(cells, kit.px(3), kit.px(3))] if cells else [kit.text(policy.text, "numeral")]
