"""Answers as text people can read, and back: `rally leningrad`, `promise 2 for kalinin`.

A verb is its id; an option of a card is the option's id. A target follows in words:

    rally leningrad               person, leader, bloc or post by its id
    propose_line village+         an end of an issue: + its second end, - its first
    set_policy grain_price=100    a setting of a policy
    appoint premier=rykov         a person for a post
    promise 2 for kalinin         the side and the person; 2 is the second motion on the table

`write` and `read` are exact inverses for everything that can be answered.
"""

from __future__ import annotations

import difflib

from game.engine.asks import Ask, IllegalPick
from game.engine.rows import settings_of
from game.engine.rules import Rules

PASS = "pass"  # noqa: S105 - the verb
SIMPLE = ("person", "leader", "bloc", "post")
"""The kinds of targets that are one member each, named by an id; the others have two parts."""

_SIDES = ("against", "for")
_LONGEST = 200
_MOST_NAMED = 12


class NotationError(IllegalPick):
    """An answer or target that cannot be read or written: it names what was found, what was
    expected and the nearest there is.
    """


def verbs(rules: Rules, ask: Ask, game: int = 0) -> tuple[str, ...]:
    """The words for every verb of an ask, passing first; a card's options by their ids."""
    if ask.phase.kind != "card":
        return ask.verbs
    subject = int(ask.subject[game])
    options = rules.book.events[subject].options if subject >= 0 else ()
    return (PASS, *(option.id for option in options))


def parts(rules: Rules, kind: str, target: int) -> tuple[int, int]:
    """The two parts of a target that is not simple: policy and value, issue and end (-1 its first,
    1 its second), post and person, side (0 against, 1 for) and person.
    """
    match kind:
        case "setting":
            return settings_of(rules.book)[target]
        case "issue_end":
            return target // 2, target % 2 * 2 - 1
        case _:
            return divmod(target, len(rules.people))


def target_text(rules: Rules, kind: str, target: int) -> str:
    """The words for one target; empty for the kind `none` and for -1, no target."""
    if kind == "none" or target < 0:
        return ""
    members = rules.layout.members
    if kind in SIMPLE:
        return members[kind][target]
    first, second = parts(rules, kind, target)
    match kind:
        case "setting":
            return f"{members['policy'][first]}={second}"
        case "issue_end":
            return f"{members['issue'][first]}{'+' if second > 0 else '-'}"
        case "appointment":
            return f"{members['post'][first]}={rules.people[second]}"
        case _:
            return f"{_SIDES[first]} {rules.people[second]}"


def targets(rules: Rules, kind: str) -> dict[str, int]:
    """The words for every target of a kind and their numbers, in their order."""
    found = rules.target_words.get(kind)
    if found is None:
        numbers = range(rules.target_count(kind))
        found = {target_text(rules, kind, number): number for number in numbers}
        rules.target_words[kind] = found
    return found


def target_number(rules: Rules, kind: str, text: str) -> int:
    """The target that a text names, -1 for an empty one. Raises NotationError."""
    return _number(rules, kind, text, "a target") if text else -1


def write(rules: Rules, ask: Ask, verb: int, target: int, game: int = 0) -> str:
    """The text of a pick. Raises NotationError for a verb or target that does not exist."""
    words = verbs(rules, ask, game)
    if not 0 <= verb < len(words):
        raise NotationError(
            f"{ask.name} has no answer number {verb}: there are {len(words)}, from 0"
        )
    kind, count = ask.targets(verb) if verb else ("none", 0)
    if kind == "none":
        return words[verb]
    if not 0 <= target < count:
        raise NotationError(
            f"{words[verb]!r} has no target number {target}: there are {count}, from 0"
        )
    return f"{words[verb]} {target_text(rules, kind, target)}"


def read(rules: Rules, ask: Ask, text: str, game: int = 0) -> tuple[int, int]:
    """Verb and target of a text; the target is -1 where there is none. Says nothing about whether
    the pick is legal. Raises NotationError.
    """
    words = verbs(rules, ask, game)
    found = [n for n, word in enumerate(words) if text == word or text.startswith(f"{word} ")]
    if not found:
        raise NotationError(_unknown(ask.name, text, words, "an answer"))
    verb = max(found, key=lambda number: len(words[number]))
    rest = text[len(words[verb]) + 1 :]
    kind = ask.targets(verb)[0] if verb else "none"
    if kind == "none" and text == words[verb]:
        return verb, -1
    if kind == "none":
        raise NotationError(
            f"{ask.name}: {_shown(text)} names a target, but {words[verb]!r} takes none"
        )
    if not rest and rules.target_count(kind):
        example = write(rules, ask, verb, 0, game)
        raise NotationError(f"{ask.name}: {words[verb]!r} needs a target, for example {example!r}")
    return verb, _number(rules, kind, rest, f"{ask.name}: {words[verb]}")


def _number(rules: Rules, kind: str, text: str, where: str) -> int:
    names = targets(rules, kind)
    if text not in names:
        article = "an" if kind[0] in "aei" else "a"
        what = f"{article} {kind.replace('_', ' ')}"
        raise NotationError(_unknown(where, text, tuple(names), what))
    return names[text]


def _unknown(where: str, text: str, known: tuple[str, ...], what: str) -> str:
    tried = (text[:_LONGEST], text[:_LONGEST].partition(" ")[0])
    close = [near for each in tried for near in difflib.get_close_matches(each, known, n=1)]
    more = ", ..." if len(known) > _MOST_NAMED else ""
    named = f"there are: {', '.join(known[:_MOST_NAMED])}{more}" if known else "there is none"
    hint = f"did you mean {close[0]!r}?" if close else named
    return f"{where}: {_shown(text)} is not {what} here; {hint}"


def _shown(text: str) -> str:
    return repr(text if len(text) <= _LONGEST else text[:_LONGEST] + "...")
