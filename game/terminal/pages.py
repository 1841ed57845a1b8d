"""What can be looked up between two answers: people, blocs, figures, goals, the chronicle."""

from __future__ import annotations

from collections.abc import Sequence

from game.briefing.model import (
    BlocView,
    Briefing,
    Deed,
    EndingView,
    Figure,
    Goal,
    InterpretationView,
    MotionView,
    PersonView,
)
from game.briefing.words import number
from game.terminal.paper import Paper
from game.terminal.words import consequences_line, figure_line, motion_line, reason_line, voice_line

HELP = (
    ("NUMBER", "choose an answer, then its target; '3 2' does both at once, 0 passes"),
    ("w NUMBER", "why: what a figure is made of (w alone lists them)"),
    ("p [NUMBER]", "people, or one person's file"),
    ("b [NUMBER]", "blocs, who leads them and whom they follow, or one of them"),
    ("e", "the economy: figures and settings"),
    ("o", "offices and bodies: who holds what"),
    ("t", "the table: motions, forecasts and votes, member by member"),
    ("g", "your goals, and what is on the calendar"),
    ("c", "the chronicle"),
    ("d", "debrief: a finished game held against history, with the evidence"),
    ("i NUMBER", "everything about one answer"),
    ("n", "note: what really happened at this card"),
    ("x", "every answer that is barred, with the reasons"),
    ("u", "take the last answer back"),
    ("r TURN", "return to the beginning of a turn, in a game of its own"),
    ("s [FILE]", "say where the game is saved, or save a copy"),
    ("v", "hints on or off"),
    ("h", "this help"),
    ("q", "quit; the game is saved"),
)
MOST_DEEDS = 60


def show_help(paper: Paper) -> None:
    """Every command."""
    paper.head("Help")
    paper.table(("type", "to"), HELP)


def all_figures(briefing: Briefing) -> tuple[Figure, ...]:
    """The figures that can be asked about, in the order of their numbers."""
    return (briefing.capital, *briefing.figures, *briefing.policies)


def show_figures(paper: Paper, briefing: Briefing, *panels: str) -> None:
    """Figures with their numbers, all or those of some panels."""
    paper.head("Figures")
    numbered = enumerate(all_figures(briefing), start=1)
    chosen = [(n, figure) for n, figure in numbered if not panels or figure.panel in panels]
    known = {"about": "about ", "unknown": "unknown, perhaps "}
    rows = [
        (str(n), each.label, known.get(each.known, "") + each.text, each.unit, each.change_text)
        for n, each in chosen
    ]
    paper.table(("", "", "value", "unit", "change"), rows, "r")


def show_why(paper: Paper, figure: Figure) -> None:
    """What a figure is made of."""
    paper.head(figure_line(figure))
    if figure.note:
        paper.line(figure.note)
    if figure.why:
        paper.lines((reason_line(reason) for reason in figure.why), indent=1)
    else:
        paper.line("It is not made of other figures: what is done changes it.", "dim")


def show_people(paper: Paper, briefing: Briefing) -> None:
    """Everybody, with faction, offices and standing."""
    paper.head("People")
    factions = {faction.id: faction.label for faction in briefing.factions}
    rows = []
    for n, person in enumerate(briefing.people, start=1):
        name = f"{person.short}{' (you)' if person.playing else ''}"
        offices = ", ".join((*person.bodies, *person.posts))
        state = person.status or factions.get(person.faction, "")
        rows.append((str(n), name, state, offices))
    paper.table(("", "who", "stands", "office"), rows, "r")
    paper.line("p NUMBER opens a file.", "dim")


def show_person(paper: Paper, person: PersonView) -> None:
    """One person's file."""
    paper.head(f"{person.name}, born {person.born}", person.status)
    if person.note:
        paper.line(person.note)
    if person.testament:
        paper.line(f"The letter says: {person.testament}")
    offices = (*person.bodies, *person.posts)
    if offices:
        paper.line(f"Offices: {', '.join(offices)}")
    for title, figures in (
        ("Figures", person.figures),
        ("Relations", person.relations),
        ("Positions", person.positions),
        ("Traits", person.traits),
    ):
        _figure_block(paper, title, figures)


def _figure_block(paper: Paper, title: str, figures: Sequence[Figure]) -> None:
    if figures:
        paper.line(f"{title}: {'; '.join(figure_line(figure) for figure in figures)}")


def show_blocs(paper: Paper, briefing: Briefing) -> None:
    """All blocs, with their weight, who leads them and their delegates."""
    paper.head("Blocs")
    names = {person.id: person.short for person in briefing.people}
    rows = []
    for n, bloc in enumerate(briefing.blocs, start=1):
        delegates = sorted(bloc.delegates, key=lambda pair: -pair[1])
        shown = ", ".join(f"{names.get(who, who)} {count}" for who, count in delegates if count)
        control = names.get(bloc.control, bloc.control)
        rows.append((str(n), bloc.label, f"{bloc.weight:g}", control or "nobody", shown))
    paper.table(("", "bloc", "weight", "led by", "delegates"), rows, "r r")
    paper.line("b NUMBER shows one of them.", "dim")


def show_bloc(paper: Paper, bloc: BlocView) -> None:
    """One bloc: whom it follows and what it wants."""
    paper.head(bloc.label)
    if bloc.note:
        paper.line(bloc.note)
    for title, figures in (
        ("Following", bloc.support),
        ("Moods", bloc.moods),
        ("Figures", bloc.figures),
    ):
        _figure_block(paper, title, figures)


def show_offices(paper: Paper, briefing: Briefing) -> None:
    """Who holds what, and who sits where."""
    paper.head("Offices")
    rows = [(post.label, post.holder_label or "vacant") for post in briefing.posts]
    paper.table(("office", "held by"), rows)
    names = {person.id: person.short for person in briefing.people}
    for _, label, members, candidates in briefing.bodies:
        sitting = ", ".join(names.get(who, who) for who in members)
        waiting = ", ".join(names.get(who, who) for who in candidates)
        paper.line(
            f"{label}: {sitting or 'elected by delegates'}"
            + (f"; candidates: {waiting}" if waiting else "")
        )


def show_table(paper: Paper, motions: Sequence[MotionView]) -> None:
    """Every motion on the table, member by member."""
    if not motions:
        paper.line("Nothing is on the table.", "dim")
    for motion in motions:
        show_motion(paper, motion)


def show_motion(paper: Paper, motion: MotionView) -> None:
    """One motion: the forecast of its vote, or how it was voted."""
    paper.line()
    paper.line(motion_line(motion), "bold")
    if motion.needed:
        paper.line(f"{motion.venue}: {motion.needed}", "dim", 3)
    if motion.consequences:
        paper.line(f"If it carries: {consequences_line(motion.consequences)}", indent=3)
    paper.lines((voice_line(voice) for voice in motion.voices), indent=3)
    for part in motion.divisions:
        paper.line(
            f"{part.label}: {part.ayes} aye, {part.nays} nay, {part.abstentions} abstain", "", 3
        )


def show_goals(paper: Paper, briefing: Briefing) -> None:
    """The endings the seat works for, its secret objectives, and the calendar."""
    paper.head("Goals")
    for goal in briefing.goals:
        show_goal(paper, goal)
    if briefing.secrets:
        paper.head("For yourself alone")
        for secret in briefing.secrets:
            show_goal(paper, secret)
    if briefing.meetings:
        paper.head("Calendar")
        paper.lines(f"{each.date}: {each.label}" for each in briefing.meetings)


def show_goal(paper: Paper, goal: Goal) -> None:
    """One goal with its conditions and how near it is."""
    paper.line(f"{'[x]' if goal.met else '[ ]'} {goal.label} ({goal.share} of 100)", "bold")
    if goal.text:
        paper.line(goal.text, indent=4)
    for text, met in goal.conditions:
        paper.line(f"{'[x]' if met else '[ ]'} {text}", indent=4)
    paper.lines((figure_line(figure) for figure in goal.progress), "dim", 4)


def show_aims(paper: Paper, briefing: Briefing) -> None:
    """All goals in a line, with how near each is."""
    goals = (*briefing.goals, *briefing.secrets)
    if goals:
        told = " · ".join(f"{goal.label} {goal.share}" for goal in goals)
        paper.line(f"Your goals, of 100: {told}. g tells more.", "dim")


def show_deeds(paper: Paper, title: str, deeds: Sequence[Deed]) -> None:
    """Things that were seen to happen, the latest last."""
    if not deeds:
        return
    paper.head(title)
    if len(deeds) > MOST_DEEDS:
        paper.line(f"... {len(deeds) - MOST_DEEDS} earlier ones", "dim")
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
    paper.line(
        "You reached one of your goals." if ending.reached else "It is not what you worked for."
    )
    for secret in briefing.secrets:
        paper.line(f"{'[x]' if secret.met else '[ ]'} {secret.label}: {secret.text}", indent=2)
    show_turnings(paper, ending)
    if ending.costs:
        paper.head("What it cost")
        paper.lines(figure_line(figure) for figure in ending.costs)
    if ending.fates:
        paper.head("What became of them")
        paper.lines(f"{briefing.person(who).name}: {text}" for who, text in ending.fates)
    met = [one for one in ending.achievements if one.met]
    if met:
        paper.head("To be remembered")
        paper.lines(f"{one.label}: {one.text}{' (before, too)' if one.had else ''}" for one in met)


def show_debrief(paper: Paper, ending: EndingView | None) -> None:
    """What the game says of history: evidence for and against, and the true course beside it."""
    if ending is None:
        paper.line("When the game is over, it is held against history here.", "dim")
        return
    for view in ending.views:
        show_view(paper, view)
    show_course(paper, ending)


def show_turnings(paper: Paper, ending: EndingView) -> None:
    """The decisions that turned the game."""
    if ending.turnings:
        paper.head("What carried it" if ending.reached else "Where it turned")
        paper.lines(
            f"{one.date}: {one.text} {one.goal}: {one.before}, then {one.after} of 100."
            for one in ending.turnings
        )


_SIGNS = {"for": "+", "against": "–", "neither": "·"}


def show_view(paper: Paper, view: InterpretationView) -> None:
    """A historians' view with what in this game speaks for (+) and against (–) it."""
    paper.head(view.label, view.question)
    paper.line(view.view)
    if view.argued_by:
        paper.line(f"Argued by {'; '.join(view.argued_by)}.", "dim")
    paper.lines((f"{_SIGNS[row.speaks]} {row.label}: {row.text}" for row in view.evidence), "", 2)


def show_course(paper: Paper, ending: EndingView) -> None:
    """The true course beside this one: what also happened here, and the figures."""
    if ending.facts:
        here = sum(fact.turn > 0 for fact in ending.facts)
        paper.head("Beside the real course", f"{here} of {len(ending.facts)} facts also held here")
        rows = [(fact.on, fact.label, fact.date or "not here") for fact in ending.facts]
        paper.table(("really", "", "here"), rows)
    for series in ending.series:
        digits = 4 if len({point[0][:4] for point in series.points}) == len(series.points) else 7
        told = [
            f"{date[:digits]}: {number(true)} (here {number(here)})"
            for date, _, true, here in series.points
            if here is not None
        ]
        if told:
            paper.line(f"{series.label}, {series.unit}. {'; '.join(told)}.")
