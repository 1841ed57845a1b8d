"""How a game may end if nothing changes, and what a bot would answer: results of looking ahead
(`engine/foresight.py`) in words.
"""

from __future__ import annotations

from math import sqrt

from game.briefing.model import Advice, Advised, Chance, Odds, Question
from game.engine import notation
from game.engine.asks import Ask
from game.engine.foresight import Outlook, Thought
from game.engine.rules import Rules
from game.scenario.schema import Scenario

_Z95 = 1.959964

MEASURED = (
    "This measures the rules of this game, played on {lines} times by the scripted bots from what "
    "you know; it says nothing about what was likely in history."
)
WEIGHED = (
    "A bot in your seat played these answers out from what you know; the best is tried most often. "
    "Its scale is what the scenario says a position is worth, 100 for coming out on top."
)


def chance(id: str, label: str, count: int, lines: int) -> Chance:
    """A share of lines with its 95 per cent interval (Wilson 1927)."""
    if lines == 0:
        return Chance(id, label, 0.0, 0.0, 100.0)
    share = count / lines
    middle = (share + _Z95**2 / (2 * lines)) / (1 + _Z95**2 / lines)
    spread = share * (1 - share) / lines + _Z95**2 / (4 * lines**2)
    half = _Z95 / (1 + _Z95**2 / lines) * sqrt(spread)
    low = 0.0 if count == 0 else max(0.0, middle - half)
    high = 1.0 if count == lines else min(1.0, middle + half)
    return Chance(id, label, 100 * share, 100 * low, 100 * high)


def odds_of(rules: Rules, content: Scenario, seat: int, found: Outlook) -> Odds:
    """The odds of a seat in words."""
    book, lines = rules.book, found.lines
    ids = [ending.id for ending in book.endings]
    endings = [
        chance(id, content.endings[id].title, count, lines)
        for id, count in zip(ids, found.endings.tolist(), strict=True)
    ]
    names = {id: person.name for id, person in content.people.items()}
    winners = [
        chance(id, names.get(id, "Nobody"), count, lines)
        for id, count in zip((*rules.people, ""), found.winners.tolist(), strict=True)
    ]
    goals = book.people[seat].goals
    return Odds(
        lines=lines,
        top=winners[seat],
        goals=tuple(endings[ids.index(goal)] for goal in goals),
        endings=_likeliest(endings),
        winners=_likeliest(winners),
        text=MEASURED.format(lines=lines),
    )


def _likeliest(chances: list[Chance]) -> tuple[Chance, ...]:
    """Those that came up, the likeliest first."""
    return tuple(sorted((one for one in chances if one.percent), key=lambda one: -one.percent))


def advice_of(rules: Rules, ask: Ask, question: Question, thought: Thought) -> Advice:
    """What a bot makes of a question, in the question's own words."""
    labels: dict[str, str] = {}
    for option in question.options:
        labels[option.key] = option.label
        for target in option.targets:
            labels[f"{option.key} {target.key}"] = option.aimed(target)
    advised = []
    for one in thought.options:
        key = notation.write(rules, ask, one.verb, one.target)
        carried = None
        if one.carried is not None:
            count = round(one.carried * one.tried)
            carried = chance(key, "carried", count, one.tried)
        low, high = max(0.0, one.value - one.error), min(100.0, one.value + one.error)
        label = labels.get(key, key)
        advised.append(Advised(key, label, one.value, low, high, one.tried, carried))
    return Advice(tuple(advised), WEIGHED)
