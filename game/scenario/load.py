"""A scenario's folder to checked shapes: every value in its declared place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from game.scenario.problems import Problem, ScenarioError, dotted, nearest
from game.scenario.schema import Scenario
from game.scenario.source import Source, load_folder


@dataclass(frozen=True, slots=True)
class Loaded:
    """A scenario as shapes, with the text it came from."""

    content: Scenario
    source: Source

    @property
    def digest(self) -> str:
        """The digest of all its files."""
        return self.source.digest


def load(folder: Path | str) -> Loaded:
    """Read a scenario's folder. Raises ScenarioError with every misshapen place; names and
    expressions are checked by `build`."""
    source = load_folder(Path(folder))
    try:
        return Loaded(Scenario.model_validate(source.data), source)
    except ValidationError as error:
        problems = [_problem(source, item) for item in error.errors()]
        unique = {(problem.place, problem.message): problem for problem in problems}
        raise ScenarioError(tuple(unique.values())) from None


_MESSAGES = {
    "missing": ("E101", "this is missing"),
    "extra_forbidden": ("E102", "this is not known here"),
    "literal_error": ("E103", "this is not one of the words that fit"),
    "string_pattern_mismatch": ("E104", "this does not have the right form"),
    "string_too_long": ("E105", "this is too long"),
    "string_too_short": ("E105", "this is too short"),
    "too_long": ("E105", "there are too many of these"),
    "too_short": ("E105", "there are too few of these"),
}


def _problem(source: Source, item: Any) -> Problem:
    """One of pydantic's errors as a problem with a place."""
    location = _real_path(source.data, item["loc"])
    kind = item["type"]
    code, message = _MESSAGES.get(kind, ("E106", "a wrong kind of value"))
    context = item.get("ctx", {})
    hint = ""
    if kind == "extra_forbidden":
        names = _fields_at(location[:-1])
        close = nearest(str(location[-1]), names)
        hint = f"did you mean '{close}'?" if close else f"known here: {', '.join(sorted(names))}" if names else ""
        message = f"{location[-1]!r} is not known here"
        place = source.key_place(location)
    elif kind == "missing":
        message = f"{location[-1]!r} is missing"
        place = source.key_place(location)
    else:
        place = source.place(location)
    expected = str(context.get("expected", "")) or _wanted(item["msg"])
    return Problem(
        severity="error",
        code=code,
        place=place,
        path=dotted(location),
        message=message if kind in _MESSAGES else f"{message}: found {_shown(item.get('input'))}",
        expected="" if kind in ("missing", "extra_forbidden") else expected,
        hint=hint,
        excerpt=source.excerpt(place) if place else "",
    )


def _wanted(message: str) -> str:
    return message.removeprefix("Input should be ").removeprefix("Value should be ")


def _shown(value: Any) -> str:
    text = repr(value) if not isinstance(value, dict | list) else f"a {'mapping' if isinstance(value, dict) else 'list'}"
    return text if len(text) <= 60 else text[:57] + "..."


def _real_path(data: Any, location: tuple[Any, ...]) -> tuple[str | int, ...]:
    """The part of a pydantic location that exists in the data: union and alias labels drop out,
    a last part that is missing from its mapping stays."""
    path: list[str | int] = []
    here = data
    for position, part in enumerate(location):
        if isinstance(here, dict) and part in here:
            here = here[part]
            path.append(part)
        elif isinstance(here, list) and isinstance(part, int) and part < len(here):
            here = here[part]
            path.append(part)
        elif isinstance(here, dict) and position == len(location) - 1 and isinstance(part, str):
            path.append(part)
    return tuple(path)


def _fields_at(path: tuple[str | int, ...]) -> tuple[str, ...]:
    """The keys a mapping at a path may have, as far as the declared shapes tell."""
    found: list[tuple[str, ...]] = []

    def visit(shape: Any, rest: tuple[str | int, ...]) -> None:
        for model in _models(shape):
            if not rest:
                found.append(tuple(field.alias or name for name, field in model.model_fields.items()))
                continue
            for name, field in model.model_fields.items():
                if (field.alias or name) == rest[0]:
                    visit(field.annotation, _skip_keys(field.annotation, rest[1:]))

    visit(Scenario, path)
    return tuple(name for names in found for name in names)


def _models(shape: Any) -> list[Any]:
    if isinstance(shape, type) and hasattr(shape, "model_fields"):
        return [shape]
    return [model for argument in getattr(shape, "__args__", ()) for model in _models(argument)]


def _skip_keys(shape: Any, rest: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The path behind the ids and numbers of mappings and lists."""
    inner = getattr(shape, "__args__", ())
    origin = getattr(shape, "__origin__", None)
    if origin in (dict, list) and rest:
        return _skip_keys(inner[-1], rest[1:])
    for argument in inner:
        if getattr(argument, "__origin__", None) in (dict, list):
            return _skip_keys(argument, rest)
    return rest
