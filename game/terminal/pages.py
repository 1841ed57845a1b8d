"""What can be looked up between two answers: people, blocs, figures, goals, the chronicle."""

from __future__ import annotations

from collections.abc import Sequence

from game.briefing.model import (
    SELDOM,
    Advice,
    BlocView,
    Briefing,
    Chance,
    Deed,
    EndingView,
    Figure,
    Goal,
    InterpretationView,
    MotionView,
    Odds,
    PersonView,
)
from game.briefing.words import number
from game.i18n import tr
from game.terminal.paper import Paper
from game.terminal.words import consequences_line, figure_line, motion_line, reason_line, voice_line

COMMANDS = (
    "w",
    "p",
    "b",
    "e",
    "o",
    "t",
    "g",
    "a",
    "c",
    "d",
    "i",
    "n",
    "x",
    "u",
    "r",
    "s",
    "v",
    "h",
    "q",
)
"""The letters of all commands; what each does is in the catalogue."""
_TAKES = ("w", "p", "b", "i", "r", "s")
MOST_DEEDS = 60


def show_help(paper: Paper) -> None:
    """Every command."""
    paper.head(tr("text.help"))
    rows = [(tr("text.help.answer"), tr("text.help.answer.does"))]
    for letter in COMMANDS:
        takes = f" {tr(f'text.help.{letter}')}" if letter in _TAKES else ""
        rows.append((f"{letter}{takes}", tr(f"text.help.{letter}.does")))
    paper.table((tr("text.help.type"), tr("text.help.to")), rows)


def all_figures(briefing: Briefing) -> tuple[Figure, ...]:
    """The figures that can be asked about, in the order of their numbers."""
    others = (figure for figure in briefing.figures if figure.id != briefing.capital.id)
    return (briefing.capital, *others, *briefing.policies)


def show_figures(paper: Paper, briefing: Briefing, *panels: str) -> None:
    """Figures with their numbers, all or those of some panels."""
    paper.head(tr("text.figures"))
    numbered = enumerate(all_figures(briefing), start=1)
    chosen = [(n, figure) for n, figure in numbered if not panels or figure.panel in panels]
    rows = [(str(n), each.label, _value(each), each.unit, each.change_text) for n, each in chosen]
    heads = tuple(tr(f"text.head.{head}") for head in ("value", "unit", "change"))
    paper.table(("", "", *heads), rows, "r")


def _value(figure: Figure) -> str:
    if figure.known in ("about", "unknown"):
        return tr(f"text.{figure.known}", value=figure.text)
    return figure.text


def show_why(paper: Paper, figure: Figure) -> None:
    """What a figure is made of."""
    paper.head(figure_line(figure))
    if figure.note:
        paper.line(figure.note)
    if figure.why:
        paper.lines((reason_line(reason) for reason in figure.why), indent=1)
    else:
        paper.line(tr("text.made.of.nothing"), "dim")


def show_people(paper: Paper, briefing: Briefing) -> None:
    """Everybody, with faction, offices and standing."""
    paper.head(tr("nav.people"))
    factions = {faction.id: faction.label for faction in briefing.factions}
    rows = []
    for n, person in enumerate(briefing.people, start=1):
        name = f"{person.short}{tr('text.you') if person.playing else ''}"
        offices = ", ".join((*person.bodies, *person.posts))
        state = status_words(person) or factions.get(person.faction, "")
        rows.append((str(n), name, state, offices))
    heads = tuple(tr(f"text.head.{head}") for head in ("who", "stands", "office"))
    paper.table(("", *heads), rows, "r")
    paper.line(tr("text.note.people"), "dim")


def status_words(person: PersonView) -> str:
    """Dead, expelled, or the scenario's own word for what keeps somebody away."""
    known = person.status in ("dead", "expelled")
    return tr(f"status.{person.status}") if known else person.status


def show_person(paper: Paper, person: PersonView) -> None:
    """One person's file."""
    born = tr("text.born", name=person.name, year=person.born)
    paper.head(born, status_words(person))
    if person.note:
        paper.line(person.note)
    if person.testament:
        paper.line(tr("text.letter", words=person.testament))
    offices = (*person.bodies, *person.posts)
    if offices:
        paper.line(f"{tr('text.offices')}: {', '.join(offices)}")
    for title, figures in (
        (tr("person.figures"), person.figures),
        (tr("text.relations"), person.relations),
        (tr("person.positions"), person.positions),
        (tr("person.traits"), person.traits),
    ):
        _figure_block(paper, title, figures)


def _figure_block(paper: Paper, title: str, figures: Sequence[Figure]) -> None:
    if figures:
        paper.line(f"{title}: {'; '.join(figure_line(figure) for figure in figures)}")


def show_blocs(paper: Paper, briefing: Briefing) -> None:
    """All blocs, with their weight, who leads them and their delegates."""
    paper.head(tr("text.blocs"))
    names = {person.id: person.short for person in briefing.people}
    rows = []
    for n, bloc in enumerate(briefing.blocs, start=1):
        delegates = sorted(bloc.delegates, key=lambda pair: -pair[1])
        shown = ", ".join(f"{names.get(who, who)} {count}" for who, count in delegates if count)
        control = names.get(bloc.control, bloc.control)
        rows.append((str(n), bloc.label, f"{bloc.weight:g}", control or tr("text.nobody"), shown))
    heads = tuple(tr(f"text.head.{head}") for head in ("bloc", "weight", "led", "delegates"))
    paper.table(("", *heads), rows, "r r")
    paper.line(tr("text.note.blocs"), "dim")


def show_bloc(paper: Paper, bloc: BlocView) -> None:
    """One bloc: whom it follows and what it wants."""
    paper.head(bloc.label)
    if bloc.note:
        paper.line(bloc.note)
    for title, figures in (
        (tr("text.following"), bloc.support),
        (tr("text.moods"), bloc.moods),
        (tr("text.figures"), bloc.figures),
    ):
        _figure_block(paper, title, figures)


def show_offices(paper: Paper, briefing: Briefing) -> None:
    """Who holds what, and who sits where."""
    paper.head(tr("text.offices"))
    rows = [(post.label, post.holder_label or tr("party.vacant")) for post in briefing.posts]
    paper.table((tr("text.head.office"), tr("text.head.held")), rows)
    names = {person.id: person.short for person in briefing.people}
    for _, label, members, candidates in briefing.bodies:
        sitting = ", ".join(names.get(who, who) for who in members)
        waiting = ", ".join(names.get(who, who) for who in candidates)
        line = f"{label}: {sitting or tr('text.by.delegates')}"
        paper.line(line + (tr("text.candidates", names=waiting) if waiting else ""))


def show_table(paper: Paper, motions: Sequence[MotionView]) -> None:
    """Every motion on the table, member by member."""
    if not motions:
        paper.line(tr("text.table.empty"), "dim")
    for motion in motions:
        show_motion(paper, motion)


def show_motion(paper: Paper, motion: MotionView) -> None:
    """One motion: the forecast of its vote, or how it was voted."""
    paper.line()
    paper.line(motion_line(motion), "bold")
    if motion.needed:
        paper.line(f"{motion.venue_label}: {motion.needed}", "dim", 3)
    if motion.consequences:
        expected = consequences_line(motion.consequences)
        paper.line(tr("text.if.carried", expected=expected), indent=3)
    paper.lines((voice_line(voice) for voice in motion.voices), indent=3)
    for part in motion.divisions:
        told = tr("text.division", ayes=part.ayes, nays=part.nays, abstentions=part.abstentions)
        paper.line(f"{part.label}: {told}", "", 3)


def show_goals(paper: Paper, briefing: Briefing) -> None:
    """The endings the seat works for, its secret objectives, and the calendar."""
    paper.head(tr("choose.goals"))
    for goal in briefing.goals:
        show_goal(paper, goal)
    if briefing.secrets:
        paper.head(tr("text.secrets"))
        for secret in briefing.secrets:
            show_goal(paper, secret)
    if briefing.odds is not None:
        show_odds(paper, briefing.odds)
    if briefing.meetings:
        paper.head(tr("news.calendar"))
        paper.lines(f"{each.date}: {each.label}" for each in briefing.meetings)


def show_goal(paper: Paper, goal: Goal) -> None:
    """One goal with its conditions and how near it is."""
    near = tr("text.of.hundred", share=goal.share)
    paper.line(f"{'[x]' if goal.met else '[ ]'} {goal.label} ({near})", "bold")
    if goal.text:
        paper.line(goal.text, indent=4)
    for text, met in goal.conditions:
        paper.line(f"{'[x]' if met else '[ ]'} {text}", indent=4)
    paper.lines((figure_line(figure, ": ") for figure in goal.progress), "dim", 4)


def show_odds(paper: Paper, odds: Odds) -> None:
    """How it may end, from what the seat knows."""
    paper.head(tr("odds.title"))
    paper.line(_chance(tr("odds.top"), odds.top), "bold")
    paper.lines(_chance(goal.label, goal) for goal in odds.goals)
    for title, shown in (("odds.winners", odds.winners), ("odds.endings", odds.endings)):
        paper.line(f"{tr(title)}: {'; '.join(_chance(one.label, one) for one in shown)}")
    paper.line(odds.text, "dim")


def _chance(label: str, one: Chance) -> str:
    return f"{label} {one.text}"


def show_advice(paper: Paper, advice: Advice) -> None:
    """What a bot in the seat makes of each answer, the best first."""
    paper.head(f"{tr('advice.would')} {advice.options[0].label}")
    for one in advice.options:
        between = tr("advice.between", low=f"{one.low:.0f}", high=f"{one.high:.0f}")
        if one.lines < SELDOM:
            between = tr("advice.seldom")
        told = f"{one.value:3.0f}  {one.label}. {between}"
        if one.carried is not None:
            told += " " + tr("advice.carried", percent=f"{one.carried.percent:.0f}")
        paper.line(told, indent=2)
    paper.line(advice.text, "dim")


def show_aims(paper: Paper, briefing: Briefing) -> None:
    """All goals in a line, with how near each is."""
    goals = (*briefing.goals, *briefing.secrets)
    if goals:
        told = " · ".join(f"{goal.label} {goal.share}" for goal in goals)
        paper.line(tr("text.aims", goals=told), "dim")


def show_deeds(paper: Paper, title: str, deeds: Sequence[Deed]) -> None:
    """Things that were seen to happen, the latest last."""
    if not deeds:
        return
    paper.head(title)
    if len(deeds) > MOST_DEEDS:
        paper.line(tr("text.earlier", number=len(deeds) - MOST_DEEDS), "dim")
    date = ""
    for deed in deeds[-MOST_DEEDS:]:
        if deed.date != date:
            date = deed.date
            paper.line(date, "dim")
        paper.line(deed.text, indent=2)


def show_ending(paper: Paper, briefing: Briefing, ending: EndingView) -> None:
    """How it ended, where it turned, what it cost, and what became of everybody."""
    paper.head(ending.title)
    for text in (ending.text, ending.epilogue, ending.country):
        if text:
            paper.line(text)
    paper.line(tr("ending.reached" if ending.reached else "ending.missed"))
    for secret in briefing.secrets:
        paper.line(f"{'[x]' if secret.met else '[ ]'} {secret.label}: {secret.text}", indent=2)
    show_turnings(paper, ending)
    if ending.costs:
        paper.head(tr("ending.costs"))
        paper.lines(figure_line(figure) for figure in ending.costs)
    if ending.fates:
        paper.head(tr("ending.fates"))
        paper.lines(f"{briefing.person(who).name}: {text}" for who, text in ending.fates)
    met = [one for one in ending.achievements if one.met]
    if met:
        paper.head(tr("text.remembered"))
        before = tr("text.before.too")
        paper.lines(f"{one.label}: {one.text}{before if one.had else ''}" for one in met)


def show_debrief(paper: Paper, ending: EndingView | None) -> None:
    """What the game says of history: evidence for and against, and the true course beside it."""
    if ending is None:
        paper.line(tr("text.debrief.later"), "dim")
        return
    for view in ending.views:
        show_view(paper, view)
    show_course(paper, ending)
    if not (ending.views or ending.facts or ending.series):
        paper.line(tr("text.debrief.none"), "dim")


def show_turnings(paper: Paper, ending: EndingView) -> None:
    """The decisions that turned the game."""
    if ending.turnings:
        paper.head(tr("text.carried" if ending.reached else "text.turned"))
        paper.lines(
            f"{one.date}: {one.text} "
            + tr("text.turning", goal=one.goal, before=one.before, after=one.after)
            for one in ending.turnings
        )


_SIGNS = {"for": "+", "against": "–", "neither": "·"}


def show_view(paper: Paper, view: InterpretationView) -> None:
    """A historians' view with what in this game speaks for (+) and against (–) it."""
    paper.head(view.label, view.question)
    paper.line(view.view)
    if view.argued_by:
        paper.line(tr("text.argued", names="; ".join(view.argued_by)), "dim")
    paper.lines((f"{_SIGNS[row.speaks]} {row.label}: {row.text}" for row in view.evidence), "", 2)


def show_course(paper: Paper, ending: EndingView) -> None:
    """The true course beside this one: what also happened here, and the figures."""
    if ending.facts:
        here = sum(fact.turn > 0 for fact in ending.facts)
        held = tr("text.facts", here=here, all=len(ending.facts))
        paper.head(tr("text.course"), held)
        rows = [(fact.on, fact.label, fact.date or tr("text.not.here")) for fact in ending.facts]
        paper.table((tr("text.head.really"), "", tr("text.head.here")), rows)
    for series in ending.series:
        digits = 4 if len({point[0][:4] for point in series.points}) == len(series.points) else 7
        told = [
            f"{date[:digits]}: {number(true)} ({tr('text.here', value=number(here))})"
            for date, _, true, here in series.points
            if here is not None
        ]
        if told:
            paper.line(f"{series.label}, {series.unit}. {'; '.join(told)}.")
