"""What a study tells an author to change: findings, each with its place and what would mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from game.briefing.words import number
from game.lab.reading import WIDE, Act
from game.lab.study import Study
from game.report.charts import percent

LEAST_LEADER, MOST_LEADER = 0.08, 0.60
"""A leader who can be played should come out on top in a share of games between these."""

MOST_QUESTIONS, MOST_WORDS = 230, 15_000
"""What the middle game may ask of a player, and give to read."""

SHOWN = 12
"""Findings of one kind that are listed before the rest is only counted."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend: where it is declared, what was found, and what to do."""

    where: str
    found: str
    advice: str


@dataclass(frozen=True, slots=True)
class Group:
    """Findings that one thing would mend; `more` were left out."""

    advice: str
    findings: tuple[Finding, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Chapter:
    """Findings of one kind. Without any, `fine` says what is in order."""

    title: str
    groups: tuple[Group, ...]
    fine: str


def chapters(study: Study) -> list[Chapter]:
    """All findings, the gravest kinds first."""
    course = study.subject.loaded.content
    facts = any(line.happened for line in course.history)
    parts = (
        ("Who wins", _winners(study), "Every leader who can be played wins in 8 to 60 % of games."),
        ("Never seen", _unseen(study), "Every card, ending, manoeuvre and motion was seen."),
        ("Answers nobody gives", _answers(study), "No card has an answer under 2 or over 98 %."),
        ("Too often or hardly ever", _acts(study), "Every act is taken in 0.5 to 40 % of cases."),
        (
            "Unlike history",
            _history(study),
            "Full pull brings every dated fact about." if facts else "The scenario dates no facts.",
        ),
        (
            "Figures",
            _figures(study),
            "All true figures lie where the games do."
            if course.history_figures
            else "The scenario names no true figures.",
        ),
        ("Length", _length(study), "Nobody is asked or shown too much in the middle game."),
    )
    return [Chapter(title, _grouped(findings), fine) for title, findings, fine in parts]


def _grouped(findings: Iterable[Finding]) -> tuple[Group, ...]:
    """Findings by what would mend them."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.advice, []).append(finding)
    return tuple(
        Group(text, tuple(every[:SHOWN]), max(0, len(every) - SHOWN))
        for text, every in found.items()
    )


def _winners(study: Study) -> Iterator[Finding]:
    people = study.subject.loaded.content.people
    for row in study.main.winners():
        if not row.id or people[row.id].playable is None:
            continue
        where = f"people.{row.id}"
        if row.share.high < LEAST_LEADER:
            found = f"{row.label} comes out on top in {percent(row.share.value)} of the games."
            yield Finding(where, found, "Give more ways up, or weaken what holds this seat down.")
        elif row.share.low > MOST_LEADER:
            found = f"{row.label} comes out on top in {percent(row.share.value)} of the games."
            yield Finding(where, found, "Let the others unite sooner against who runs ahead.")


def _unseen(study: Study) -> Iterator[Finding]:
    for one in study.unseen:
        advice = "Loosen that clause, or bring it about somewhere."
        if one.ready.count:
            advice = "Raise its urgency or appeal, or lower its cost or rank."
        yield Finding(one.aim.key, f"{one.label}: {one.reason}.", advice)


def _answers(study: Study) -> Iterator[Finding]:
    for row in study.main.cards():
        if row.verdict:
            shares = "; ".join(f"{ident} {percent(share.value)}" for ident, _, share in row.options)
            advice = "Bring the appeals nearer to each other, or let them depend on who is asked."
            yield Finding(f"events.{row.id}", f"{row.title}: {shares}.", advice)


def _acts(study: Study) -> Iterator[Finding]:
    for kind, section in (("manoeuvre", "manoeuvres"), ("agenda", "motions")):
        for act in study.main.acts(kind):
            if act.verdict and act.share.of:
                yield Finding(f"{section}.{act.id}", _taken(act), _dearer(act))


def _taken(act: Act) -> str:
    return f"{act.label}: taken in {percent(act.share.value)} of the cases in which it is legal."


def _dearer(act: Act) -> str:
    if act.verdict == "taken too often":
        return "Let it cost more, or appeal less once it has been done."
    return "Let it appeal more in some situation, or cost less."


def _history(study: Study) -> Iterator[Finding]:
    full = study.calibrated().get(1.0)
    if full is None:
        return
    rows = [row for row in full.anchors() if row.near.value < 0.5]
    for row in sorted(rows, key=lambda row: row.near.value):
        found = (
            f"{row.label}: in {percent(row.share.value)} of the games, within half a year of its "
            f"date in {percent(row.near.value)}."
        )
        late = row.share.value >= 0.5
        yield Finding(
            f"history {row.on}",
            found,
            "It comes at another time: shift the turns of the pull, or the window of its card."
            if late
            else "Strengthen the pull of those who did it, or loosen the conditions it waits for.",
        )


def _figures(study: Study) -> Iterator[Finding]:
    full = study.calibrated().get(1.0)
    if full is None:
        return
    for row in full.true_series():
        out = [point for point in row.points if not point.inside]
        wide = [point for point in row.points if point.width > WIDE]
        if out:
            told = "; ".join(
                f"{point.date} {number(point.true)}, games {number(point.low)} to "
                f"{number(point.high)}"
                for point in out
            )
            yield Finding(
                f"history_figures.{row.id}", f"{row.label}: {told}.", "Refit the rule behind it."
            )
        if wide:
            dates = ", ".join(point.date for point in wide)
            found = f"{row.label}: the games differ by more than 40 % of their middle ({dates})."
            yield Finding(
                f"history_figures.{row.id}", found, "Narrow the luck, or what policies do to it."
            )


def _length(study: Study) -> Iterator[Finding]:
    people = study.subject.loaded.content.people
    for ident, label, (_, middle, _) in study.main.questions():
        if people[ident].playable is not None and middle > MOST_QUESTIONS:
            found = f"{label} is asked {middle} questions in the middle game."
            yield Finding("scenario", found, "Fewer rounds, cards or motions a turn.")
    for row in study.lengths:
        if row.words > MOST_WORDS:
            found = f"{row.label} is shown {row.words} words in a game."
            yield Finding("scenario", found, "Shorter cards, or fewer of them in one game.")
