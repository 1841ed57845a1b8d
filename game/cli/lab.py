"""Many games at once."""

from __future__ import annotations

import json
import os
import platform
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from game.cli.demo import USUAL_BOTS
from game.cli.files import refuse_unwritable, tally_cache, write
from game.cli.options import BotName, Workers

if TYPE_CHECKING:
    from game.lab.crew import Crew
    from game.lab.study import Step, Study, Subject

STUDIED = 1000
"""From so many games on, or for a page, more is looked into than how games end."""


def lab(
    scenario: Annotated[str, typer.Argument(help="A name under scenarios/, or a path.")],
    games: Annotated[int, typer.Option(min=1, help="How many games.")],
    seed: Annotated[
        int, typer.Option(min=0, help="The first game's dice; the next has the next.")
    ] = 0,
    bots: BotName = USUAL_BOTS,
    bias: Annotated[
        float | None,
        typer.Option(
            min=0, max=10, help="How strongly historical bots are pulled; 1 unless given."
        ),
    ] = None,
    workers: Workers = 0,
    cluster: Annotated[
        str, typer.Option(metavar="ADDRESS", help="The Dask scheduler whose workers play.")
    ] = "",
    to_json: Annotated[
        Path | None, typer.Option("--json", metavar="FILE", help="Write the result to a file.")
    ] = None,
    to_html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write a page with everything.")
    ] = None,
    against: Annotated[
        str,
        typer.Option(metavar="PATH", help="Another scenario: the same games, before and after."),
    ] = "",
    numbers: Annotated[
        bool,
        typer.Option(
            "--numbers", help="Try every number of the scenario; a second of work for each."
        ),
    ] = False,
    to_lines: Annotated[
        Path | None,
        typer.Option(
            "--lines",
            metavar="FILE",
            help="Search a line of play to every card, answer and ending, and nothing else.",
        ),
    ] = None,
    short: Annotated[
        bool, typer.Option("--short", help="Half-year turns: half as much to decide.")
    ] = False,
    digests: Annotated[
        bool,
        typer.Option(
            "--digests", help="Print every seed with its game's digest, and nothing else."
        ),
    ] = False,
) -> None:
    """Play many games at once: how they ended, how they compare with history, what was never seen.

    Games that were played once are kept: an interrupted run goes on where it stopped. From 1000
    games on, and for --html, it also looks into what holds back whatever was never seen, and into
    how much there is to read; historical bots are also played with half and no pull.

    Example: main.py lab after-lenin --games 2000 --bots scripted --html lab.html
    """
    from game.lab.study import Order, Study, Subject
    from game.lab.tasks import Players
    from game.scenario.shipped import find
    from game.session.opening import open_scenario, refuse_seed

    refuse_seed(seed)
    _refuse_unknown(bots)
    outputs = {
        "--json": to_json is not None,
        "--html": to_html is not None,
        "--against": bool(against),
        "--numbers": numbers,
        "--cluster": bool(cluster),
        "--workers": workers != 0,
    }
    if digests:
        _refuse_with("--digests", outputs | {"--lines": to_lines is not None})
    if to_lines is not None:
        chosen = {"--bots": bots != USUAL_BOTS, "--bias": bias is not None, "--seed": seed != 0}
        _refuse_with("--lines", outputs | chosen)
    for path in (to_json, to_html, to_lines):
        if path is not None:
            refuse_unwritable(path)
    subject = Subject.of(*open_scenario(find(scenario), short=short))
    other = Subject.of(*open_scenario(find(against), short=short)) if against else None
    if digests:
        _digests(subject, games, seed, bots, 1.0 if bias is None else bias)
        return
    if to_lines is not None:
        _search(subject, games, to_lines)
        return
    players = Players(bots, 1.0, 1.0 if bias is None else bias)
    study = Study(subject, Order(games, seed, players))
    parts = Parts(to_html is not None, games >= STUDIED, bias is None, numbers)
    run = _worked(study, other, parts, workers, cluster)
    if to_json is not None:
        _write_json(to_json, study, run)
    if to_html is not None and study.tally.games:
        from game.report.lab import lab_page

        write(to_html, lab_page(study))
    _print(study, run)
    if not run.whole:
        typer.echo("Stopped. What was played is kept: the same command goes on.", err=True)
        raise typer.Exit(1)


@dataclass(frozen=True, slots=True)
class Parts:
    """What is looked into: everything for a page; `deep` what takes a while; `pulls` whether
    historical bots are also played with other pulls; `numbers` whether every number is tried.
    """

    page: bool
    deep: bool
    pulls: bool
    numbers: bool


@dataclass(frozen=True, slots=True)
class Run:
    """How the work went: the seconds that the games took, the games that had been played before,
    and whether nobody interrupted it.
    """

    seconds: float
    kept: int
    whole: bool


def _refuse_unknown(bots: str) -> None:
    from game.bots import UnknownBot, bot
    from game.session.errors import Refused

    try:
        bot(bots)
    except UnknownBot as error:
        raise Refused(str(error)) from None


def _refuse_with(option: str, others: Mapping[str, bool]) -> None:
    """Raises Refused if an option is given together with others that it would not heed."""
    from game.session.errors import Refused

    given = [name for name, is_given in others.items() if is_given]
    if given:
        raise Refused(f"{option} does one thing only: leave {' and '.join(given)} out.")


def _worked(study: Study, other: Subject | None, parts: Parts, workers: int, cluster: str) -> Run:
    """Work on a study, and say how it went."""
    from game.lab.crew import Crew

    started, runs = time.perf_counter(), list[Run]()
    with Crew(workers, cluster, tally_cache()) as crew, _progress(crew) as step:
        try:
            for part in _parts(study, crew, step, other, parts):
                part()
                runs.append(Run(time.perf_counter() - started, crew.kept, whole=True))
        except KeyboardInterrupt:
            first = runs[0] if runs else Run(time.perf_counter() - started, crew.kept, whole=False)
            return replace(first, whole=False)
    return runs[0]


def _parts(
    study: Study, crew: Crew, step: Step, other: Subject | None, parts: Parts
) -> Iterator[Callable[[], None]]:
    """Everything that is asked for, in order; the games first."""
    from game.lab import study as does

    historical = study.order.players.name == "historical" and parts.pulls
    yield lambda: does.play_games(study, crew, step)
    if other is not None:
        yield lambda: does.play_against(study, other, crew, step)
    if parts.page or (parts.deep and historical):
        yield lambda: does.calibrate(study, crew, step)
    if parts.page or parts.deep:
        yield lambda: does.look_for_unseen(study, crew, step)
        yield lambda: does.read_through(study, crew, step)
    if parts.page or parts.numbers:
        yield lambda: does.vary(study, crew, step, everything=parts.numbers)


def _print(study: Study, run: Run) -> None:
    from game.report.text import lines

    for line in lines(study, run.seconds, run.kept):
        typer.echo(line)


def _digests(subject: Subject, games: int, seed: int, bots: str, bias: float) -> None:
    from game.bots import bot
    from game.lab.batch import blocks, play

    chooser = bot(bots, bias=bias)
    for seeds in blocks(seed, games):
        state, _ = play(subject.rules, seeds, chooser)
        for number in range(state.games):
            typer.echo(f"{int(state.seeds[number])} {state.digest(number)}")


def _search(subject: Subject, games: int, path: Path) -> None:
    """Lines of play to everything: what so many plain games reach, the rest by searching."""
    from rich.console import Console

    from game.lab.lines import as_json
    from game.lab.search import cover

    with Console(stderr=True).status("") as status:
        found = cover(subject.rules, games=games, told=status.update)
    write(path, as_json(subject.rules, found.lines, found.missing))
    searched = sum(bool(line.answers) for line in found.lines)
    typer.echo(
        f"{len(found.lines)} lines of play, {searched} of them searched; "
        f"{len(found.missing)} things were not reached"
    )
    for key, looked in found.missing.items():
        typer.echo(f"  {key}: not in {looked} games")


@contextmanager
def _progress(crew: Crew) -> Iterator[Step]:
    """A bar on the error stream where somebody looks at it; it yields what is told of each part."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("", total=None)

        def step(name: str, games: int) -> None:
            bar.reset(task, description=name, total=games or None)

        crew.told = lambda games: bar.advance(task, games)
        yield step


# -------------------------------------------------------------------- files


def _write_json(path: Path, study: Study, run: Run) -> None:
    import game
    from game.report.data import lab_data

    machine = {
        "python": platform.python_version(),
        "platform": platform.platform(),
        "cores": os.cpu_count(),
    }
    played = study.tally.games - run.kept
    value = {
        "result": lab_data(study),
        "run": {"seconds": run.seconds, "games_a_second": played / run.seconds},
        "machine": machine,
        "game": game.__version__,
    }
    write(path, json.dumps(value, indent=2) + "\n")
