"""Look for mistakes in scenarios."""

from __future__ import annotations

import gc
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from game.scenario.load import Loaded
    from game.scenario.problems import Problem


def check(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Scenarios, by path or name.")
    ],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the problems as one JSON list.")
    ] = False,
) -> None:
    """Look for mistakes in scenarios; each is named with file, line and column.

    The exit code is 1 if a scenario has an error; warnings alone are no reason to refuse it.

    Example: main.py check scenarios/after-lenin
    """
    from game.scenario.problems import as_json as flat
    from game.scenario.problems import render

    found: list[Problem] = []
    for path in paths:
        loaded, problems = _check(path)
        found += problems
        if as_json:
            continue
        for problem in problems:
            typer.echo(f"{render(problem)}\n")
        typer.echo(f"{path}: {_summary(loaded, problems)}")
    if as_json:
        typer.echo(json.dumps([flat(problem) for problem in found], indent=2))
    raise typer.Exit(int(any(problem.severity == "error" for problem in found)))


def _check(path: str) -> tuple[Loaded | None, tuple[Problem, ...]]:
    """A scenario, if it can be loaded at all, and its problems. Little is thrown away on the way to
    them, so nobody looks for it, nor for what is left of it at the end of the program.
    """
    gc.unfreeze()
    gc.disable()
    try:
        return _looked_into(path)
    finally:
        gc.freeze()
        gc.enable()


def _looked_into(path: str) -> tuple[Loaded | None, tuple[Problem, ...]]:
    from game.scenario.check import check
    from game.scenario.folder import MAIN_FILE
    from game.scenario.load import load
    from game.scenario.problems import Problem, ScenarioError
    from game.scenario.shipped import ScenarioNotFound, find

    folder = Path(path)
    try:
        no_scenario = folder.is_dir() and not (folder / MAIN_FILE).exists()
        loaded = load(folder if no_scenario else find(path))
    except ScenarioError as error:
        return None, error.problems
    except ScenarioNotFound as error:
        return None, (Problem("error", "E001", None, "", str(error)),)
    return loaded, check(loaded)


def _summary(loaded: Loaded | None, problems: tuple[Problem, ...]) -> str:
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    counted = [
        f"{n} {word}{'s' if n > 1 else ''}"
        for n, word in ((errors, "error"), (warnings, "warning"))
        if n
    ]
    if loaded is None:
        return ", ".join(counted)
    content = loaded.content
    sizes = (
        f"{len(content.people)} people",
        f"{len(content.events)} cards",
        f"{len(content.manoeuvres)} manoeuvres",
        f"{len(content.motions)} motions",
        f"{len(content.endings)} endings",
    )
    return f"{', '.join(counted) or 'all is well'} ({', '.join(sizes)})"
