"""Short sentences from the parts of a briefing."""

from __future__ import annotations

from collections.abc import Sequence

from game.briefing.model import Consequence, Figure, MotionView, Reason, Voice
from game.i18n import tr


def figure_line(figure: Figure, between: str = "") -> str:
    """A figure with its unit and its change: `Grain collected 7.1 million tonnes (+0.4)`; what is
    no number stands behind a colon: `State grain price: firm`.
    """
    unit = f" {figure.unit}" if figure.unit and figure.unit not in figure.text else ""
    change = f" ({figure.change_text})" if figure.change_text else ""
    between = between or _between(figure.label, figure.text)
    return f"{figure.label}{between}{figure.text}{unit}{change}"


def consequences_line(consequences: Sequence[Consequence]) -> str:
    """What an option is expected to change, in one line."""
    parts = []
    for each in consequences:
        later = f" ({each.later})" if each.later else ""
        parts.append(f"{each.label}{_between(each.label, each.change)}{each.change}{later}".strip())
    return "; ".join(parts)


def _between(label: str, text: str) -> str:
    """What stands between a label and its number, or what else it has come to."""
    if not text or text[0] in "+–0123456789":
        return " "
    return ", " if ":" in label else ": "


def reason_line(reason: Reason) -> str:
    """A row of an answer to why: what it adds, and what it is."""
    text = f": {reason.text}" if reason.text else ""
    return f"{number(reason.value):>7}  {reason.label}{text}"


def number(value: float) -> str:
    """A signed number without needless decimals."""
    return f"{value:+.1f}".removesuffix(".0").replace("-", "–")


def voice_line(voice: Voice) -> str:
    """How a member is expected to vote, or voted, and what weighs most; of the reader's own vote
    there is nothing to expect.
    """
    pledge = f", {tr('text.pledged', pledge=voice.pledge)}" if voice.pledge else ""
    if voice.own:
        return f"{voice.label}: {tr('vote.own')}{pledge}"
    if voice.cast:
        said = tr(f"text.cast.{voice.cast}")
        if voice.yours:
            return f"{voice.label}: {said}{pledge}"
    else:
        leaning = tr(f"vote.{voice.leaning}") if voice.leaning else tr("figure.unknown")
        said = tr("text.leans", vote=leaning, aye=voice.aye, nay=voice.nay)
    weighty = sorted(voice.terms, key=lambda term: -abs(term.value))[:3]
    terms = ", ".join(f"{term.label} {number(term.value)}" for term in weighty if term.value)
    rest = sum(term.value for term in voice.terms) - sum(term.value for term in weighty)
    if terms and abs(rest) >= 1:
        terms += f", {tr('text.other.reasons')} {number(rest)}"
    return f"{voice.label}: {said}{pledge}" + (f"; {terms}" if terms else "")


def motion_line(motion: MotionView) -> str:
    """A motion on the table with its forecast or its result."""
    who = tr("text.moved.by", name=motion.mover_label) if motion.mover_label else ""
    state = tr(f"state.{motion.state}")
    if motion.state in ("carried", "lost"):
        state = tr("text.decided", state=state, ayes=motion.ayes, nays=motion.nays)
    elif motion.state in ("tabled", "referred"):
        state = tr("text.likely", chance=motion.chance)
        if motion.by_own and motion.by_own[0] != motion.by_own[1]:
            aye, nay = motion.by_own
            state = tr("text.likely.own", aye=aye, nay=nay)
    return f"{motion.slot + 1}. {motion.label}{who}: {state}"
