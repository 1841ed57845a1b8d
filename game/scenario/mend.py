"""What is left of a scenario without its mistakes, so that everything else can still be checked.

Nothing here is ever played: a scenario with a mistake is refused. But an author wants to hear of
all mistakes at once, and a misspelt key must not hide an unknown name three files away.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from pydantic import ValidationError

from game.engine import book as bk
from game.engine import expressions as ex
from game.engine.expressions import ExpressionError
from game.scenario.problems import KeyPath
from game.scenario.ranges import MAX_COUNT, counts_of
from game.scenario.schema import Scenario
from game.scenario.shapes import Mistake
from game.scenario.source import MAX_PROBLEMS

_ENTRY = 2
_SINGLE = ("lobby", "vote", "congress", "appointments", "teaching")


def without_mistakes(
    data: dict[str, Any], mistakes: Sequence[Mistake]
) -> tuple[Scenario | None, frozenset[KeyPath]]:
    """The scenario without its misshapen entries, and the paths of what was left out.

    Unknown keys are dropped or spelt right; an entry with any other mistake is left out whole, and
    so is a list. None if what remains is no scenario.
    """
    hidden: set[KeyPath] = set()
    if len(mistakes) >= MAX_PROBLEMS:
        return None, frozenset()
    for mistake in mistakes:
        path = mistake.path
        if mistake.code == "E102":
            data = _renamed(data, path, mistake.instead)
            if not mistake.instead and len(path) > 1 and isinstance(path[-2], int):
                hidden.add(path[:-1])  # an effect or item of which it is not known what it does
        elif len(path) >= 2 and path[0] not in ("scenario", *_SINGLE) and isinstance(path[1], str):
            hidden.add(path[:2])
        elif path and (path[0] in _SINGLE or isinstance(data.get(str(path[0])), list)):
            hidden.add(path[:1])
        else:
            return None, frozenset()
    for path in hidden:
        data = _without(data, path) if len(path) <= _ENTRY else data
    try:
        return Scenario.model_validate(data), frozenset(hidden)
    except ValidationError:
        return None, frozenset()


def _without(data: Any, path: KeyPath) -> Any:
    """The data without the value at a path; what is not changed is shared."""
    if not path or not isinstance(data, dict | list):
        return data
    step, rest = path[0], path[1:]
    if isinstance(data, list):
        return [
            _without(item, rest) if number == step else item for number, item in enumerate(data)
        ]
    if rest:
        return {key: _without(item, rest) if key == step else item for key, item in data.items()}
    return {key: item for key, item in data.items() if key != step}


def _renamed(data: Any, path: KeyPath, name: str) -> Any:
    """The data with the key at a path spelt differently, or dropped without a name."""
    if not name:
        return _without(data, path)
    if len(path) > 1:
        step = path[0]
        if isinstance(data, list):
            return [
                _renamed(item, path[1:], name) if number == step else item
                for number, item in enumerate(data)
            ]
        return {
            key: _renamed(item, path[1:], name) if key == step else item
            for key, item in data.items()
        }
    return {name if key == path[0] else key: item for key, item in data.items()}


# The rulebook

_BODY = bk.Body(
    id=" body",
    members=(),
    candidates=(),
    assembly="",
    chair="nobody",
    two_thirds=False,
    chair_breaks_tie=False,
    size=9,
    precedence=0,
)


def buildable(book: bk.Book, rows: Iterable[str]) -> bk.Book:
    """The book with everything replaced that could not be laid out; `rows` are the built-in names.

    What is replaced was reported before; formulas and names keep their ids, so that the rest of the
    book is not blamed for them.
    """
    people = _people(book)
    quantities = _quantities(book, rows, people)
    bodies = book.bodies
    if all(body.assembly for body in bodies):
        bodies = (*bodies, _BODY)
    currency = book.currency
    if not any(q.id == currency and q.per == ("seat",) for q in quantities):
        currency = " purse"
        quantities = (*quantities, bk.Quantity(currency, ("seat",), 0, 9, 1, 0))
    pairs = {q.id for q in quantities if q.per == ("bloc", "leader")}
    members = {body.id for body in bodies if not body.assembly}
    congress = book.congress
    if congress and (congress.support not in pairs or congress.elects not in members):
        congress = None
    return replace(
        book,
        people=people,
        quantities=quantities,
        dice=tuple(die for die in book.dice if die not in rows),
        bodies=bodies,
        currency=currency,
        congress=congress,
        tables=tuple(
            (id, points if rising(points) else ((0.0, 0.0), (1.0, 1.0)))
            for id, points in book.tables
        ),
        formulas=tuple((id, of, value if _parses(value) else 0) for id, of, value in book.formulas),
    )


def rising(points: Sequence[tuple[float, float]]) -> bool:
    """Whether a table has at least two points and its x rise."""
    return len(points) >= 2 and all(a[0] < b[0] for a, b in pairwise(points))


def _people(book: bk.Book) -> tuple[bk.Person, ...]:
    if any(person.seat == "leader" for person in book.people):
        return book.people
    first = replace(book.people[0], seat="leader")
    return (first, *book.people[1:])


def _quantities(
    book: bk.Book, rows: Iterable[str], people: Sequence[bk.Person]
) -> tuple[bk.Quantity, ...]:
    members: dict[str, set[str]] = {
        "person": {person.id for person in people},
        "seat": {person.id for person in people if person.seat},
        "leader": {person.id for person in people if person.seat == "leader"},
        "bloc": {bloc.id for bloc in book.blocs},
        "post": {post.id for post in book.posts},
        "policy": {policy.id for policy in book.policies},
    }
    taken = {*rows, *book.dice}
    found = []
    for quantity in book.quantities:
        if quantity.id not in taken:
            taken.add(quantity.id)
            found.append(_quantity(quantity, members))
    return tuple(found)


def _quantity(quantity: bk.Quantity, members: Mapping[str, Container[str]]) -> bk.Quantity:
    """A quantity that can be laid out: a range, a step, and members that are there."""
    low, high, step = quantity.low, quantity.high, quantity.step
    if not _fits(low, high, step):
        low, high, step = (low, high, 1) if _fits(low, high, 1) else (0, 100, 1)
    starts = tuple(
        (names, value)
        for names, value in quantity.starts
        if len(names) == len(quantity.per)
        and all(name in members[kind] for name, kind in zip(names, quantity.per, strict=True))
    )
    posts = tuple(post for post in quantity.seen_posts if post in members["post"])
    told = quantity.estimate is None or _parses(quantity.estimate)
    return replace(
        quantity,
        low=low,
        high=high,
        step=step,
        starts=starts,
        seen_posts=posts,
        seen_by="all" if quantity.seen_by == "posts" and not posts else quantity.seen_by,
        estimate=quantity.estimate if told else 0,
    )


def _fits(low: float, high: float, step: float) -> bool:
    counts = counts_of(low, high, step)
    return counts is not None and counts <= MAX_COUNT


def _parses(text: bk.Text) -> bool:
    try:
        ex.parse(text)
    except ExpressionError:
        return False
    return True
