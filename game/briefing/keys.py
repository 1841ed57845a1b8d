"""The notation of answers: what is chosen is named as the record writes it.

A target is an id, or two joined: `grain_price=100`, `village+`, `premier=rykov`, `for kalinin`.
"""

from __future__ import annotations

from game.engine.asks import Ask
from game.engine.rules import Rules, rules_settings

PASS = "pass"  # noqa: S105 - the verb
VOTES = ("abstain", "aye", "nay")
SIMPLE = ("person", "leader", "bloc", "post")


def split(rules: Rules, kind: str, target: int) -> tuple[int, int]:
    """The two parts of a compound target: policy and value, post and person, issue and end,
    side (0 against, 1 for) and person.
    """
    if kind == "setting":
        return rules_settings(rules.book)[target]
    if kind == "issue_end":
        return target // 2, target % 2 * 2 - 1
    return target // len(rules.people), target % len(rules.people)


def target_key(rules: Rules, kind: str, target: int) -> str:
    """A target in the record's notation; empty without one."""
    if kind == "none" or target < 0:
        return ""
    members = rules.layout.members
    if kind in SIMPLE:
        return members[kind][target]
    a, b = split(rules, kind, target)
    match kind:
        case "setting":
            return f"{members['policy'][a]}={b}"
        case "issue_end":
            return f"{members['issue'][a]}{'+' if b > 0 else '-'}"
        case "appointment":
            return f"{members['post'][a]}={members['person'][b]}"
    return f"{'for' if a else 'against'} {members['person'][b]}"


def target_of(rules: Rules, kind: str, key: str) -> int:
    """The number of a target written in the record's notation, -1 for none.

    Raises ValueError for a key that names nothing.
    """
    if kind == "none" or not key:
        return -1
    for target in range(rules.target_count(kind)):
        if target_key(rules, kind, target) == key:
            return target
    raise ValueError(f"{key!r} is no {kind} of this scenario")


def verb_key(rules: Rules, ask: Ask, verb: int, game: int = 0) -> str:
    """A verb in the record's notation: an option of a card by its id, votes by their words."""
    if ask.phase.kind in ("vote", "plenum", "ratify"):
        return VOTES[verb]
    if verb == 0:
        return PASS
    if ask.phase.kind == "card":
        return rules.book.events[int(ask.subject[game])].options[verb - 1].id
    return ask.verbs[verb]
