"""How strong bots that look ahead are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from game.bots.lookahead import Budget
    from game.lab.answers import Comparison
    from game.lab.strength import Match, Run
    from game.scenario.load import Loaded


def strength(
    scenario: Annotated[str, typer.Argument(help="A name under scenarios/, or a path.")],
    games: Annotated[int, typer.Option(min=1, help="How many games of every match.")] = 400,
    seed: Annotated[int, typer.Option(min=0, help="The first game's dice.")] = 0,
    leaders: Annotated[
        str, typer.Option(metavar="NAMES", help="Whose seats, by commas; all leaders unless given.")
    ] = "",
    rivals: Annotated[str, typer.Option(metavar="KIND", help="scripted or random.")] = "scripted",
    times: Annotated[
        int, typer.Option(min=1, max=100, help="Play so many times the budget as well.")
    ] = 1,
    answers: Annotated[
        bool,
        typer.Option("--answers", help="With --times: compare single answers, not whole games."),
    ] = False,
    smallest: Annotated[
        bool, typer.Option("--smallest", help="With the smallest budget, that of the tests.")
    ] = False,
    file: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Keep results in a file; an interrupted run goes on."),
    ] = None,
) -> None:
    """Measure how often a seat is won by a bot that looks ahead, beside a scripted one: with the
    budget of the first level that declares one, or the smallest.

    Example: main.py strength after-lenin --games 400 --file strength.json
    """
    from game.lab.answers import Comparison
    from game.lab.strength import SMALLEST, Match, OtherRun, Run
    from game.scenario.shipped import find
    from game.session.errors import Refused
    from game.session.opening import open_scenario

    loaded, rules = open_scenario(find(scenario))
    seats = leaders.split(",") if leaders else list(rules.people[: rules.leaders])
    for seat in seats:
        if seat not in rules.people[: rules.leaders]:
            known = ", ".join(rules.people[: rules.leaders])
            raise Refused(f"{seat!r} is no leader; there are: {known}")
    if rivals not in ("scripted", "random"):
        raise Refused(f"rivals are scripted or random, not {rivals!r}")
    if answers and times == 1:
        raise Refused("--answers compares two budgets: say with --times how much larger one is.")
    if answers and rivals != "scripted":
        raise Refused("--answers plays on with scripted rivals: leave --rivals out.")
    budget = SMALLEST if smallest else _budget(loaded)
    try:
        run = Run(rules, file, seed)
    except OtherRun as error:
        raise Refused(str(error)) from None
    larger = _larger(budget, times)
    for seat in seats:
        if answers:
            _compare(run, Comparison(seat, budget, larger), games)
            continue
        plain, usual = Match(seat, rivals), Match(seat, rivals, budget)
        _match(run, plain, [usual, Match(seat, rivals, larger)] if times > 1 else [usual], games)


def _budget(loaded: Loaded) -> Budget:
    """What is declared for the first level whose bots look ahead."""
    from game.bots.lookahead import Budget
    from game.session.errors import Refused

    for level in loaded.content.levels.values():
        if level.bot == "lookahead":
            return Budget(**level.budget.model_dump()) if level.budget else Budget()
    raise Refused("No level of this scenario has bots that look ahead.")


def _larger(budget: Budget, times: int) -> Budget:
    from dataclasses import replace

    return replace(budget, rollouts=budget.rollouts * times)


def _work(run: Run, name: str, done: int, games: int, counts: Iterator[int]) -> None:
    """Go through a run block by block, with a bar."""
    from game.session.errors import Refused

    try:
        with typer.progressbar(length=games, label=name) as bar:
            bar.update(min(done, games))
            for count in counts:
                bar.update(count - done)
                done = count
    except OSError as error:
        raise Refused(f"{run.path}: it cannot be written: {error.strerror}") from None


def _match(run: Run, plain: Match, matches: list[Match], games: int) -> None:
    for match in (plain, *matches):
        done = len(run.won.get(match.name, []))
        _work(run, match.name, done, games, run.play(match, games))
    _tell(run, plain, matches, games)


def _tell(run: Run, plain: Match, matches: list[Match], games: int) -> None:
    from game.lab.strength import bar, gain, interval

    base = run.result(plain, games)
    share = sum(base) / games
    typer.echo(f"{plain.name}: {_share(*interval(sum(base), games), share)}")
    before = base
    for match in matches:
        won = run.result(match, games)
        low, high = interval(sum(won), games)
        value, give = gain(won, before)
        wanted = bar(share) if match.rivals == "scripted" else 0.95
        typer.echo(
            f"{match.name}: {_share(low, high, sum(won) / games)}, "
            f"wanted {100 * wanted:.1f} %; {100 * value:+.1f} +- {100 * give:.1f} in the same games"
        )
        before = won
    typer.echo()


def _compare(run: Run, comparison: Comparison, games: int) -> None:
    from game.lab.answers import gain

    done = len(run.gained.get(comparison.name, []))
    _work(run, comparison.name, done, games, run.compare(comparison, games))
    found = gain(run.gained[comparison.name][:games])
    typer.echo(
        f"{comparison.name}: {found.asked} questions, {found.differed} in which something else "
        f"came of it; an answer wins {found.value:+.2f} +- {found.error:.2f} of 100 games more"
    )
    typer.echo()


def _share(low: float, high: float, share: float) -> str:
    return f"{100 * share:.1f} % ({100 * low:.1f} to {100 * high:.1f})"
