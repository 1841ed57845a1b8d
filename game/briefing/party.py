"""The party: bodies, offices, and the delegations with whom they follow."""

from __future__ import annotations

from typing import TypeAlias

from game.briefing.eyes import Eyes
from game.briefing.figures import Figures
from game.briefing.model import BlocView, Figure, PostView
from game.briefing.people import positions
from game.briefing.words import Words, flat
from game.engine.rules import Rules

BodyView: TypeAlias = tuple[str, str, tuple[str, ...], tuple[str, ...]]


def posts(rules: Rules, words: Words, eyes: Eyes) -> tuple[PostView, ...]:
    """All offices and who holds them."""
    found = []
    for number, post in enumerate(rules.book.posts):
        holder = eyes.count("holder", number)
        declared = words.content.posts[post.id]
        found.append(
            PostView(
                id=post.id,
                label=declared.label,
                holder=rules.people[holder] if holder >= 0 else "",
                holder_label=words.label("person", holder) if holder >= 0 else "",
                weight=float(post.weight),
                bloc=post.bloc,
                note=flat(declared.note),
                short=declared.short or declared.label,
                secretary=declared.secretary,
                appointed_by=words.content.bodies[declared.appointed_by].label,
            )
        )
    return tuple(found)


def bodies(rules: Rules, words: Words, eyes: Eyes) -> tuple[BodyView, ...]:
    """All bodies, the one that votes first: id, label, members, candidates."""
    members = list(rules.member_bodies)
    order = [members[rules.core], *(b for b in members if b is not members[rules.core])]
    order += [body for body in rules.book.bodies if body.assembly]
    found = []
    for body in order:
        label = words.content.bodies[body.id].label
        full: tuple[str, ...] = ()
        candidates: tuple[str, ...] = ()
        if not body.assembly:
            number = members.index(body)
            full, candidates = (sitting(rules, eyes, number, rank) for rank in (2, 1))
        found.append((body.id, label, full, candidates))
    return tuple(found)


def sitting(rules: Rules, eyes: Eyes, body: int, rank: int) -> tuple[str, ...]:
    """The living people of a rank in a body: 2 members, 1 candidates."""
    people = range(len(rules.people))
    return tuple(
        rules.people[p] for p in people if eyes.count("rank", body, p) == rank and eyes.alive(p)
    )


def blocs(rules: Rules, words: Words, figures: Figures) -> tuple[BlocView, ...]:
    """All delegations."""
    return tuple(_bloc(rules, words, figures, number) for number in range(len(rules.book.blocs)))


def _bloc(rules: Rules, words: Words, figures: Figures, number: int) -> BlocView:
    eyes, bloc = figures.eyes, rules.book.blocs[number]
    declared = words.content.blocs[bloc.id]
    control = eyes.count("control", number)
    leaders = range(rules.leaders)
    delegates = (
        ()
        if rules.book.congress is None
        else tuple((rules.people[p], eyes.count("delegates", number, p)) for p in leaders)
    )
    return BlocView(
        id=bloc.id,
        label=declared.label,
        weight=eyes.value("weight", number),
        control=rules.people[control] if control >= 0 else "",
        support=_support(rules, words, figures, number),
        delegates=delegates,
        moods=positions(words, eyes, "mood", number),
        figures=figures.of(("bloc",), number, explain=False),
        note=flat(declared.note),
    )


def _support(rules: Rules, words: Words, figures: Figures, bloc: int) -> tuple[Figure, ...]:
    """What the leaders have in a bloc: quantities kept for bloc and leader, on a panel."""
    found = []
    for ident, declared in words.content.quantities.items():
        if declared.per == ["bloc", "leader"] and declared.panel:
            found += [
                figures.figure(ident, bloc, leader, label=words.label("person", leader))
                for leader in range(rules.leaders)
            ]
    return tuple(found)
