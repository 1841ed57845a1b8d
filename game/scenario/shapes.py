"""What pydantic says about misshapen values, in an author's words and once each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, ValidationError

from game.scenario.problems import KeyPath, nearest
from game.scenario.schema import (
    Each,
    Effect,
    If,
    Later,
    Line,
    Marker,
    Scenario,
    Text,
    Told,
    effect_kind,
)
from game.scenario.walk import declared

_EFFECTS: dict[str, type[BaseModel]] = {
    "effect each": Each,
    "effect if": If,
    "effect later": Later,
}


@dataclass(frozen=True, slots=True)
class Mistake:
    """One misshapen value: where it stands and what is wrong with it.

    `known` are the keys that fit where an unknown one stands, `instead` the missing one that it
    was probably meant to be.
    """

    code: str
    path: KeyPath
    message: str
    expected: str = ""
    hint: str = ""
    at_key: bool = False
    known: tuple[str, ...] = ()
    instead: str = ""


def mistakes_of(error: ValidationError, data: dict[str, Any]) -> list[Mistake]:
    """The mistakes behind pydantic's errors; every value is blamed for one thing."""
    found: dict[KeyPath, Mistake] = {}
    for item in error.errors(include_url=False)[:MOST_READ]:
        path, union = _place(data, item["loc"])
        mistake = _mistake(path, union, item, data)
        known = found.get(union or path)
        if known is None or _tells_more(mistake, known):
            found[union or path] = mistake
    return _without_twins(list(found.values()), data)


def _place(data: Any, location: tuple[int | str, ...]) -> tuple[KeyPath, KeyPath | None]:
    """The path in the data of one of pydantic's locations, and that of the value which may be of
    several kinds, if it lies in one.
    """
    path: list[str | int] = []
    union: KeyPath | None = None
    here = data
    for position, part in enumerate(location):
        if _leads_on(here, part):
            here = here[part]
            path.append(part)
        elif isinstance(here, dict) and position == len(location) - 1 and isinstance(part, str):
            path.append(part)
        elif part not in _LABELS and union is None:
            union = tuple(path)
    return tuple(path), union


def _leads_on(data: Any, step: int | str) -> bool:
    if isinstance(data, list):
        return isinstance(step, int) and step < len(data)
    return isinstance(data, dict) and step in data


_LABELS = ("[key]", "effect statement", *_EFFECTS)
MOST_READ = 5_000
"""How many of pydantic's errors are looked at: far more than an author can be told of."""


def _tells_more(mistake: Mistake, known: Mistake) -> bool:
    """Whether a second mistake of one value says more than the first: it lies deeper, or it names
    the words that fit.
    """
    if len(mistake.path) != len(known.path):
        return len(mistake.path) > len(known.path)
    return mistake.code == "E103" and known.code != "E103"


def _mistake(path: KeyPath, union: KeyPath | None, item: Any, data: dict[str, Any]) -> Mistake:
    kind, context = item["type"], item.get("ctx", {})
    if kind == "missing":
        wanted = _wanted(path, data)
        return Mistake("E101", path, f"'{path[-1]}' is missing", wanted, at_key=True)
    if kind == "extra_forbidden":
        known = tuple(_keys(path[:-1], data))
        return Mistake("E102", path, f"'{path[-1]}' is not known here", at_key=True, known=known)
    if kind == "union_tag_not_found":
        return Mistake("E108", path, f"this is not an effect, but {_shown(item['input'])}", _EFFECT)
    found = item["input"]
    if kind == "literal_error":
        words = context["expected"]
        wanted = _wanted(path, data)
        return _word(path, found, f"{words}, or {wanted}" if wanted.startswith("a list") else words)
    if kind in _LENGTHS:
        return Mistake("E105", path, *_length(kind, context))
    if kind in _BOUNDS:
        word, name = _BOUNDS[kind]
        return Mistake("E107", path, f"{found} is out of bounds", f"{word} {context[name]}")
    if kind == "string_pattern_mismatch":
        expected = _FORMS.get(context["pattern"], f"the form {context['pattern']}")
        at_key = item["loc"][-1] == "[key]"
        return Mistake(
            "E104", path, f"{_shown(found)} does not have the right form", expected, at_key=at_key
        )
    expected = _kinds_wanted(path, union, item, data)
    if kind == "string_type" and not isinstance(found, dict | list):
        form = _wanted(path, data)
        expected = f"{form}, in quotes" if form in _FORMS.values() else expected
    hint = _NUMBER_HINT if "number" in expected and isinstance(found, str) else ""
    message = "this is empty" if found is None else f"this is {_shown(found)}"
    return Mistake("E106", path, message, expected, hint)


_EFFECT = "a statement such as `grain -= 4`, or a block with each:, if: or later:"
_NUMBER_HINT = "a number has digits and a dot only, and no quotes"
_LENGTHS = ("string_too_long", "string_too_short", "too_long", "too_short")
_BOUNDS = {
    "greater_than_equal": ("at least", "ge"),
    "less_than_equal": ("at most", "le"),
    "greater_than": ("more than", "gt"),
    "less_than": ("less than", "lt"),
}
_FORMS = {
    r"^\d{4}-(0[1-9]|1[0-2])$": "a month such as 1924-01",
    r"^\d{4}(-(0[1-9]|1[0-2])(-([012]\d|3[01]))?)?$": "1924, 1924-01 or 1924-01-21",
    r"^[a-z][a-z_]*$": "a name of small letters and _",
    r"^[a-z][a-z0-9-]{1,40}$": "2 to 41 small letters, digits and -, a letter first",
    r"^[a-z]{2}$": "two small letters such as en",
    r"^-?\d+$": "a whole number as key",
}
_KINDS = {
    "string_type": "a text",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "list_type": "a list",
    "dict_type": "a section of keys",
    "model_type": "a section of keys",
    "model_attributes_type": "a section of keys",
}


def _wanted(path: KeyPath, data: Any) -> str:
    """What belongs at a path, in words; "" if that takes more than a few."""
    for section in _sections(path[:-1], data):
        for _, key, shape in declared(section):
            if key == path[-1]:
                return _described(shape)
    return ""


def _described(shape: Any) -> str:
    """A declared type in words."""
    if hasattr(shape, "__metadata__"):
        marker = next((each for each in shape.__metadata__ if isinstance(each, Marker)), None)
        forms = (getattr(each, "pattern", None) for each in shape.__metadata__)
        form = next((_FORMS[each] for each in forms if each in _FORMS), "")
        marked = _MARKED.get(marker.kind, "") if marker else ""
        return form or marked or _described(shape.__origin__)
    if get_origin(shape) is Literal:
        words = get_args(shape)
        return f"{'one of ' if len(words) > 1 else ''}{', '.join(map(str, words))}"
    if get_args(shape) and get_origin(shape) not in (list, dict):
        return _described([each for each in get_args(shape) if each is not NoneType][-1])
    return _PLAIN.get(get_origin(shape) or shape, "a section of keys")


_PLAIN = {
    str: "a text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    list: "a list",
    dict: "a section of keys",
}
_MARKED = {
    "expression": "an expression: a text, a number, true or false",
    "statement": "an effect such as `grain -= 4`",
    "person": "the id of a person",
    "leader": "the id of a leader",
    "body": "the id of a body",
    "bloc": "the id of a bloc",
    "faction": "the id of a faction",
    "quantity": "the id of a quantity",
    "posts": "a list of posts, [secretary, treasurer]",
}


def _word(path: KeyPath, found: Any, words: str) -> Mistake:
    names = [word.strip(" '") for word in words.replace(" or ", ", ").split(",")]
    close = nearest(found, names) if isinstance(found, str) else ""
    hint = f"did you mean '{close}'?" if close else ""
    return Mistake("E103", path, f"{_shown(found)} does not fit here", words, hint)


def _length(kind: str, context: dict[str, Any]) -> tuple[str, str]:
    long = kind.endswith("long")
    limit = context["max_length" if long else "min_length"]
    what = "characters" if kind.startswith("string") else "entries"
    what = what.removesuffix("s") if limit == 1 and what != "entries" else what
    if limit == 1 and what == "entries":
        what = "entry"
    size = context.get("actual_length")
    message = f"this is too {'long' if long else 'short'}"
    if size is not None:
        message = f"there are {size} entries" if size != 1 else "there is one entry"
    return message, f"at {'most' if long else 'least'} {limit} {what}"


def _kinds_wanted(path: KeyPath, union: KeyPath | None, item: Any, data: dict[str, Any]) -> str:
    """The kinds of value that would do."""
    if union is not None and union == path:
        label = str(item["loc"][-1])
        if label in ("str", "int", "float", "bool"):
            shape = next(iter(_shapes(Scenario, path, data)), None)
            if shape is not None and str in get_args(shape):
                return "an expression: a text, a number, true or false"
            return "a number"
    return _KINDS.get(item["type"], str(item["msg"]).removeprefix("Input should be "))


def _shown(value: Any) -> str:
    """A value as it is named in a message."""
    if isinstance(value, dict):
        return "a section of keys"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "empty"}[value]
    text = str(value)
    text = text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
    return f"the text '{text}'" if isinstance(value, str) else f"the number {text}"


_LONGEST_SHOWN = 60


# The declared shapes at a path


def _shapes(shape: Any, path: Sequence[str | int], data: Any) -> Iterable[Any]:
    """The declared types of the value at a path."""
    if shape == Effect and isinstance(data, dict):
        shape = _EFFECTS.get(str(effect_kind(data)))
    elif hasattr(shape, "__metadata__"):
        shape = shape.__origin__
    if not path:
        yield shape
    elif isinstance(shape, type) and issubclass(shape, BaseModel):
        for _, key, inner in declared(shape):
            if key == path[0]:
                yield from _shapes(inner, path[1:], _inside(data, key))
    elif get_origin(shape) in (list, dict):
        yield from _shapes(get_args(shape)[-1], path[1:], _inside(data, path[0]))
    else:
        for part in get_args(shape):
            yield from _shapes(part, path, data)


def is_text(path: KeyPath, data: Any) -> bool:
    """Whether a line or text to be read stands at a path, not an id, a word or an expression."""
    above, step = path[:-1], path[-1]
    found = [
        shape
        for section in _sections(above, data)
        for _, key, shape in declared(section)
        if key == step
    ]
    inside = (
        shape for shape in _shapes(Scenario, above, data) if get_origin(shape) in (list, dict)
    )
    found += [get_args(shape)[-1] for shape in inside]
    return any(part in (Line, Text, Told) for shape in found for part in (shape, *get_args(shape)))


def _at(data: Any, path: KeyPath) -> Any:
    """What stands at a path of the data."""
    for step in path:
        data = data[step]
    return data


def _inside(data: Any, step: str | int) -> Any:
    try:
        return data[step]
    except (KeyError, IndexError, TypeError):
        return None


def _sections(path: KeyPath, data: Any) -> Iterable[type[BaseModel]]:
    """The declared sections that may stand at a path."""
    for found in _shapes(Scenario, path, data):
        for part in (found, *get_args(found)):
            if isinstance(part, type) and issubclass(part, BaseModel):
                yield part


def _keys(path: KeyPath, data: Any) -> Iterable[str]:
    """The keys that a section at a path may have."""
    for section in _sections(path, data):
        yield from (key for _, key, _ in declared(section))


def _without_twins(mistakes: list[Mistake], data: Any) -> list[Mistake]:
    """A key that is missing because it is misspelt is one mistake, not two; what a misspelt key
    that may be left out was meant to be, is read as that.
    """
    missing: dict[KeyPath, set[str]] = {}
    for mistake in mistakes:
        if mistake.code == "E101":
            missing.setdefault(mistake.path[:-1], set()).add(str(mistake.path[-1]))
    found, explained = [], set()
    for mistake in mistakes:
        wanted = missing.get(mistake.path[:-1], set())
        if mistake.code == "E102" and wanted:
            close = nearest(str(mistake.path[-1]), wanted)
            if close:
                explained.add((*mistake.path[:-1], close))
                wanted.discard(close)
                found.append(replace(mistake, instead=close))
                continue
        if mistake.code == "E102":
            given = _at(data, mistake.path[:-1])
            close = nearest(str(mistake.path[-1]), set(mistake.known) - set(given))
            found.append(replace(mistake, instead=close))
            continue
        found.append(mistake)
    return [m for m in found if not (m.code == "E101" and m.path in explained)]
