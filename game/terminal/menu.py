"""A question as a menu of numbers, and the answer that numbers stand for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from game.briefing.model import Briefing, Option, Question, Target
from game.i18n import tr
from game.session.errors import Refused
from game.terminal.pages import show_motion
from game.terminal.paper import Paper
from game.terminal.words import consequences_line

_SHOWS_TABLE = ("lobby", "answer")
_SHOWS_MOTION = ("vote", "plenum", "ratify")
_FEW = 16


def show_question(
    paper: Paper, briefing: Briefing, question: Question, *, hints: bool = True
) -> None:
    """The question with its answers; of the barred ones only how many, unless they are few."""
    capital = briefing.capital
    paper.head(question.title, f"{briefing.date} · {capital.label} {capital.text}")
    if question.text:
        paper.line(question.text)
    if question.stake:
        paper.line(tr("text.stake", stake=question.stake), "bold")
    if question.hint and hints:
        paper.line(question.hint, "italic")
    for motion in briefing.table:
        about = motion.slot == question.slot and question.kind in _SHOWS_MOTION
        if about or (question.kind in _SHOWS_TABLE and motion.state == "tabled"):
            show_motion(paper, motion)
    paper.line()
    few = len(question.options) <= _FEW
    numbered = enumerate(question.options)
    for group, members in groupby(numbered, key=lambda pair: pair[1].group):
        shown = [(n, option) for n, option in members if option.legal or few]
        if group and shown:
            paper.line(group, "bold")
        for n, option in shown:
            show_option(paper, n, option, details=few)
    notes = _notes(question, few=few)
    if notes:
        paper.line(notes, "dim")


def _notes(question: Question, *, few: bool) -> str:
    """What else can be typed here."""
    notes = [tr("text.note.history")] if question.history else []
    barred = sum(not option.legal for option in question.options)
    if not few:
        notes.append(tr("text.note.explain"))
    if barred and not few:
        notes.append(tr("text.note.barred", number=barred))
    return " ".join(notes)


def show_option(paper: Paper, number: int, option: Option, *, details: bool = True) -> None:
    """An answer with its number, cost and expected consequences, or why it is barred."""
    cost = f"  ({tr('option.cost', cost=f'{option.cost:g}')})" if option.cost else ""
    more = " …" if option.needs_target and "…" not in option.label else ""
    paper.line(f"{number:>3}  {option.label}{more}{cost}", "" if option.legal else "dim")
    if not option.legal:
        paper.line(tr("text.barred", reasons=barred_line(option.barred)), "dim", 5)
    if option.detail and details:
        paper.line(option.detail, "dim", 5)
    if option.consequences:
        paper.line(consequences_line(option.consequences), "dim", 5)


def show_barred(paper: Paper, question: Question | None) -> None:
    """Every barred answer with the conditions that failed."""
    options = enumerate(question.options if question else ())
    barred = [(number, option) for number, option in options if not option.legal]
    paper.head(tr("text.barred.now" if barred else "text.barred.none"))
    for number, option in barred:
        show_option(paper, number, option, details=False)


def show_targets(paper: Paper, option: Option) -> None:
    """Whom or what an answer can be aimed at."""
    paper.head(option.label)
    numbered = list(enumerate(option.targets, start=1))
    for n, target in numbered:
        if target.legal:
            _show_target(paper, n, target)
    closed = [(n, target) for n, target in numbered if not target.legal]
    for n, target in closed[:_FEW]:
        reasons = tr("text.barred", reasons=barred_line(target.barred))
        paper.line(f"{n:>3}  {target.label}: {reasons}", "dim")
    if len(closed) > _FEW:
        paper.line(tr("text.barred.more", number=len(closed) - _FEW), "dim")
    paper.line(f"  0  {tr('choose.back')}")


def _show_target(paper: Paper, number: int, target: Target) -> None:
    paper.line(f"{number:>3}  {target.label}")
    words = [text for text in (target.detail, consequences_line(target.consequences)) if text]
    paper.lines(words, "dim", 5)


def barred_line(reasons: Sequence[str]) -> str:
    """The conditions that failed, in one line."""
    return "; ".join(reasons) or tr("text.impossible")


def show_history(paper: Paper, question: Question | None) -> None:
    """What really happened at this card, how sure it is, and by whom it is told."""
    if question is None or not question.history:
        paper.line(tr("text.history.none"), "dim")
        return
    paper.line(question.history, "dim")
    paper.line(tr(f"text.confidence.{question.confidence}"), "dim")
    paper.lines(question.sources, "dim", 2)


def option_at(question: Question | None, number: int) -> Option:
    """The answer of a number, legal or not. Raises Refused."""
    options = question.options if question else ()
    if not 0 <= number < len(options):
        raise Refused(tr("text.no.answer", number=number, last=len(options) - 1))
    return options[number]


def chosen_option(question: Question, number: int) -> Option:
    """The answer of a number. Raises Refused."""
    option = option_at(question, number)
    if not option.legal:
        raise Refused(_is_barred(option.label, option.barred))
    return option


def chosen_target(option: Option, number: int) -> Target:
    """The target of a number. Raises Refused."""
    if not 1 <= number <= len(option.targets):
        raise Refused(tr("text.no.target", number=number, last=len(option.targets)))
    target = option.targets[number - 1]
    if not target.legal:
        raise Refused(_is_barred(target.label, target.barred))
    return target


def _is_barred(what: str, reasons: Sequence[str]) -> str:
    return tr("text.is.barred", what=what, reasons=barred_line(reasons))
