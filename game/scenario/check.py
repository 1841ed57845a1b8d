"""The check: every mistake of a scenario at once, each with its place."""

from __future__ import annotations

from game.engine.expressions import ExpressionError
from game.engine.rules import Rules
from game.scenario.load import Loaded
from game.scenario.problems import Problem, ScenarioError, dotted


def check(loaded: Loaded) -> tuple[Problem, ...]:
    """All problems of a loaded scenario, errors and warnings."""
    from game.scenario.build import book_of

    found: list[tuple[tuple[str | int, ...], ExpressionError]] = []
    Rules(book_of(loaded.content), found)
    return tuple(_expression_problem(loaded, path, error) for path, error in found)


def refuse(loaded: Loaded) -> None:
    """Raises ScenarioError when the check finds an error."""
    errors = tuple(problem for problem in check(loaded) if problem.severity == "error")
    if errors:
        raise ScenarioError(errors)


def _expression_problem(loaded: Loaded, path: tuple[str | int, ...], error: ExpressionError) -> Problem:
    place = loaded.source.column_of(path, error.at)
    return Problem("error", "E201", place, dotted(path), error.message, error.expected, error.hint, loaded.source.excerpt(place))
