"""Answers as text people can read, and back: `rally leningrad`, `promise 2 for kalinin`.

A verb is its id; an option of a card is the option's id. A target follows in words:

    rally leningrad               person, bloc, post or policy by its id
    propose_line village+         an end of an issue: + its second end, - its first
    set_policy grain_price=100    a setting of a policy
    appoint premier=rykov         a person for a post
    promise 2 for kalinin         the side and the person; 2 is the second motion on the table

`write` and `read` are exact inverses for everything that can be answered.
"""

from __future__ import annotations

import difflib

from game.engine.asks import Ask
from game.engine.rules import Rules, rules_settings
from game.record.errors import NotationError

_SIDES = ("against", "for")
_LONGEST = 200
_MOST_NAMED = 12


def verbs(rules: Rules, ask: Ask, game: int = 0) -> tuple[str, ...]:
    """The words for every verb of an ask, passing first; a card's options by their ids."""
    if ask.phase.kind != "card":
        return ask.verbs
    subject = int(ask.subject[game])
    options = rules.book.events[subject].options if subject >= 0 else ()
    return ("pass", *(option.id for option in options))


def targets(rules: Rules, kind: str) -> tuple[str, ...]:
    """The words for every target of a kind, in the order of their numbers."""
    book = rules.book
    match kind:
        case "none":
            return ()
        case "issue_end":
            return tuple(f"{issue}{end}" for issue in book.issues for end in "-+")
        case "setting":
            return tuple(
                f"{book.policies[number].id}={value}" for number, value in rules_settings(book)
            )
        case "appointment":
            return tuple(f"{post.id}={person}" for post in book.posts for person in rules.people)
        case "proposal":
            return tuple(f"{side} {person}" for side in _SIDES for person in rules.people)
        case _:
            return rules.layout.members[kind]


def write(rules: Rules, ask: Ask, verb: int, target: int, game: int = 0) -> str:
    """The text of a pick. Raises NotationError for a verb or target that does not exist."""
    words = verbs(rules, ask, game)
    if not 0 <= verb < len(words):
        raise NotationError(
            f"{ask.name} has no answer number {verb}: there are {len(words)}, from 0"
        )
    kind = ask.targets(verb)[0] if verb else "none"
    if kind == "none":
        return words[verb]
    names = targets(rules, kind)
    if not 0 <= target < len(names):
        raise NotationError(
            f"{words[verb]!r} has no target number {target}: there are {len(names)}, from 0"
        )
    return f"{words[verb]} {names[target]}"


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
    names = targets(rules, kind)
    if rest in names:
        return verb, names.index(rest)
    if kind == "none" and text == words[verb]:
        return verb, -1
    if kind == "none":
        raise NotationError(
            f"{ask.name}: {_shown(text)} names a target, but {words[verb]!r} takes none"
        )
    if not rest:
        raise NotationError(
            f"{ask.name}: {words[verb]!r} needs a target, for example '{words[verb]} {names[0]}'"
        )
    raise NotationError(
        _unknown(f"{ask.name}: {words[verb]}", rest, names, f"a {kind.replace('_', ' ')}")
    )


def _unknown(where: str, text: str, known: tuple[str, ...], what: str) -> str:
    tried = (text[:_LONGEST], text[:_LONGEST].partition(" ")[0])
    close = [near for each in tried for near in difflib.get_close_matches(each, known, n=1)]
    more = ", ..." if len(known) > _MOST_NAMED else ""
    named = f"there are: {', '.join(known[:_MOST_NAMED])}{more}"
    hint = f"did you mean {close[0]!r}?" if close else named
    return f"{where}: {_shown(text)} is not {what} here; {hint}"


def _shown(text: str) -> str:
    return repr(text if len(text) <= _LONGEST else text[:_LONGEST] + "...")
