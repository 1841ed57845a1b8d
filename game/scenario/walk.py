"""A walk over a scenario's shapes: every value that the schema marks, with its path."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, TypeAlias, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from game.scenario.problems import KeyPath
from game.scenario.schema import Effect, Marker

Marked: TypeAlias = tuple[KeyPath, str, Any]
"""The path of a value, what the schema says it is (expression, person, ...), and the value."""

_Visit: TypeAlias = Callable[[KeyPath, Any], Iterator[Marked]]


def marked(shape: BaseModel, path: KeyPath = ()) -> Iterator[Marked]:
    """Every marked value in a shape, in the order of declaration; absent ones are left out."""
    for name, key, visit in _fields(type(shape)):
        if name in shape.model_fields_set:
            value = getattr(shape, name)
            if value is not None:
                yield from visit((*path, key), value)


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, str, _Visit], ...]:
    """The fields of a model that can hold marked values: name, key in the file, how to visit."""
    visits = ((name, key, _visit(shape)) for name, key, shape in declared(model))
    return tuple((name, key, visit) for name, key, visit in visits if visit is not None)


@cache
def declared(model: type[BaseModel]) -> tuple[tuple[str, str, Any], ...]:
    """The fields of a model: name, key in the file, and declared type."""
    types = get_type_hints(model, include_extras=True)
    return tuple(
        (name, field.alias or name, types[name]) for name, field in model.model_fields.items()
    )


def _leaf(kind: str) -> _Visit:
    def visit(path: KeyPath, value: Any) -> Iterator[Marked]:
        yield path, kind, value

    return visit


def _visit(shape: Any) -> _Visit | None:
    """How to visit a value of a declared type; None if nothing in it can be marked."""
    if shape == Effect:
        return _effect
    if isinstance(shape, type) and issubclass(shape, BaseModel):
        return lambda path, value: marked(value, path)
    if hasattr(shape, "__metadata__"):
        marker = next((item for item in shape.__metadata__ if isinstance(item, Marker)), None)
        return _leaf(marker.kind) if marker else _visit(shape.__origin__)
    if get_origin(shape) is list:
        return _inside(_visit(get_args(shape)[0]), enumerate)
    if get_origin(shape) is dict:
        return _inside(_visit(get_args(shape)[1]), dict.items)
    return _either([(part, visit) for part in get_args(shape) if (visit := _visit(part))])


def _inside(visit: _Visit | None, items: Callable[[Any], Any]) -> _Visit | None:
    if visit is None:
        return None
    inner = visit

    def inside(path: KeyPath, value: Any) -> Iterator[Marked]:
        for key, item in items(value):
            yield from inner((*path, key), item)

    return inside


def _either(parts: list[tuple[Any, _Visit]]) -> _Visit | None:
    """A value that may also be absent or, as `seen_by`, a plain word instead of a list."""
    if not parts:
        return None
    ((shape, inner),) = parts
    listed = get_origin(getattr(shape, "__origin__", shape)) is list

    def visit(path: KeyPath, value: Any) -> Iterator[Marked]:
        if isinstance(value, list) == listed:
            yield from inner(path, value)

    return visit


def _effect(path: KeyPath, value: Any) -> Iterator[Marked]:
    if isinstance(value, str):
        yield path, "statement", value
    else:
        yield from marked(value, path)
