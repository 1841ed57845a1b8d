"""Effects in which dice decide, taken apart into their outcomes, each with its probability."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

from game.engine.at_once import AtOnce
from game.engine.effects import Change, ForEach, Where, Write
from game.engine.formulas import Arithmetic, Chance, Const, Formula, Pick, Var, walk
from game.engine.program import Program

_ALWAYS = Const(100.0, "number")


@dataclass(frozen=True, slots=True)
class Outcome:
    """Part of an effect that happens with a probability, in percent; None where it cannot be told
    beforehand.
    """

    effects: AtOnce
    percent: Program | None


def outcomes(effects: AtOnce) -> list[Outcome]:
    """The certain part of an effect first, then what dice decide."""
    sure = tuple(change for change in effects.changes if not chancy(change))
    found = [Outcome(AtOnce(f"{effects.name} surely", sure, effects.variables), None)]
    for change in effects.changes:
        if chancy(change):
            for changes, percent in split(change):
                odds = None
                if percent is not None:
                    odds = Program(f"{effects.name} odds", [percent], effects.variables)
                part = AtOnce(f"{effects.name} perhaps", changes, effects.variables)
                found.append(Outcome(part, odds))
    return found


def chancy(part: Change | Formula) -> bool:
    """Whether dice decide about a change or formula."""
    match part:
        case Write(value=value, index=index):
            return any(chancy(formula) for formula in (value, *index))
        case ForEach(where=where, do=do):
            return chancy(where) or any(chancy(change) for change in do)
        case Where(condition=condition, then=then, otherwise=otherwise):
            return chancy(condition) or any(chancy(change) for change in (*then, *otherwise))
    return any(isinstance(formula, Chance) for formula in walk(part))


def split(change: Change) -> list[tuple[tuple[Change, ...], Formula | None]]:
    """The outcomes of a change that dice decide about: the changes and their percentage."""
    match change:
        case Where(condition=condition, then=then, otherwise=otherwise):
            found = _branches(then, condition, yes=True) + _branches(
                otherwise, condition, yes=False
            )
            return [(changes, percent) for changes, percent in found if changes]
        case ForEach(var=var, where=where, do=do):
            inner = tuple(decided(part, falls=True) for part in do)
            return [((ForEach(var, settle(where, falls=True), inner),), None)]
    return [((decided(change, falls=True),), None)]


def _branches(
    changes: tuple[Change, ...], condition: Formula, *, yes: bool
) -> list[tuple[tuple[Change, ...], Formula | None]]:
    """One branch of a condition: its sure part, and the outcomes inside it."""
    lucky, unlucky = settle(condition, falls=True), settle(condition, falls=False)
    chance = _product(condition)
    if yes:
        guard, percent = lucky, Pick(unlucky, _ALWAYS, chance, "number")
    else:
        rest = Arithmetic("-", _ALWAYS, chance)
        guard, percent = unlucky, Pick(lucky, rest, _ALWAYS, "number")

    def guarded(parts: tuple[Change, ...]) -> tuple[Change, ...]:
        return (Where(guard, parts, ()) if yes else Where(guard, (), parts),)

    sure = tuple(part for part in changes if not chancy(part))
    found: list[tuple[tuple[Change, ...], Formula | None]] = []
    if sure:
        found.append((guarded(sure), percent))
    for part in changes:
        if chancy(part):
            for inner, odds_ in split(part):
                both = None
                if odds_ is not None:
                    share = Arithmetic("/", odds_, _ALWAYS)
                    both = Arithmetic("*", percent, share)
                found.append((guarded(inner), both))
    return found


def _product(condition: Formula) -> Formula:
    """The chance that all dice of a condition fall well, in percent, kept to 0..100."""
    found: Formula = _ALWAYS
    for formula in walk(condition):
        if isinstance(formula, Chance):
            kept = Arithmetic(
                "min", _ALWAYS, Arithmetic("max", Const(0.0, "number"), formula.percent)
            )
            found = Arithmetic("*", found, Arithmetic("/", kept, _ALWAYS))
    return found


def settle(formula: Formula, *, falls: bool) -> Formula:
    """A formula with all its dice fallen one way."""
    if isinstance(formula, Chance):
        return Const(float(falls), "truth")
    changed: dict[str, Any] = {}
    for slot in fields(formula):
        value = getattr(formula, slot.name)
        if isinstance(value, tuple) and value and hasattr(value[0], "type"):
            changed[slot.name] = tuple(settle(item, falls=falls) for item in value)
        elif hasattr(value, "type") and not isinstance(value, Var):
            changed[slot.name] = settle(value, falls=falls)
    return replace(formula, **changed) if changed else formula


def decided(change: Change, *, falls: bool) -> Change:
    """A change with all its dice fallen one way."""
    match change:
        case Write():
            return replace(change, value=settle(change.value, falls=falls))
        case ForEach():
            inner = tuple(decided(part, falls=falls) for part in change.do)
            return replace(change, where=settle(change.where, falls=falls), do=inner)
    return Where(
        settle(change.condition, falls=falls),
        tuple(decided(part, falls=falls) for part in change.then),
        tuple(decided(part, falls=falls) for part in change.otherwise),
    )
