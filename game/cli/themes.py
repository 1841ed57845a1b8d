"""What a scenario is about, and whether it shows in play."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from game.cli import DEFAULT_SCENARIO

if TYPE_CHECKING:
    from game.scenario.schema import Theme


def themes(
    scenario: Annotated[
        str, typer.Argument(help="A name under scenarios/, or a path.")
    ] = DEFAULT_SCENARIO,
    run: Annotated[bool, typer.Option(help="Run the tests, where they and pytest are.")] = True,
) -> None:
    """List a scenario's themes with what carries each in play, and the test that shows it.

    The tests are run when the game is played from its source; the exit code is 1 if one fails.

    Example: main.py themes after-lenin
    """
    from game.scenario.load import load
    from game.scenario.shipped import find

    declared = load(find(scenario)).content.themes
    if not declared:
        typer.echo(f"{scenario} declares no themes.")
        return
    verdicts = _run(list(declared.values())) if run else {}
    for theme in declared.values():
        typer.echo(f"{verdicts.get(theme.test, 'listed'):<7} {theme.label}")
        typer.echo(f"        {theme.play}")
        typer.echo(f"        carried by {', '.join(theme.carried_by)}")
        typer.echo(f"        shown by {theme.test}")
    failed = sum(verdicts.get(theme.test) not in ("pass", None) for theme in declared.values())
    if verdicts:
        typer.echo(f"\n{len(declared) - failed} of {len(declared)} themes pass.")
    elif run:
        typer.echo("\nNot run: the tests or pytest are not here.")
    raise typer.Exit(int(failed > 0))


def _run(declared: list[Theme]) -> dict[str, str]:
    """pass, fail or missing for each test; nothing where no test can be run. Only files of the
    game's own tests are: a scenario holds no code.
    """
    import subprocess
    import sys
    import tempfile
    from importlib.util import find_spec
    from xml.etree import ElementTree as ET

    root = Path(__file__).resolve().parents[2]
    own = (root / "tests").resolve()
    files = {theme.test: (root / theme.test.partition("::")[0]).resolve() for theme in declared}
    there = {
        test: file for test, file in files.items() if file.is_relative_to(own) and file.is_file()
    }
    if not there or find_spec("pytest") is None:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", f"--junitxml={report}"]
        subprocess.run(  # noqa: S603 - pytest on files of our own
            [*command, *sorted({str(file) for file in there.values()})],
            cwd=root,
            stdout=subprocess.DEVNULL,
            check=False,
        )
        cases = list(ET.parse(report).iter("testcase")) if report.exists() else []  # noqa: S314
    verdicts = dict.fromkeys(files, "missing")
    for test in there:
        path, _, name = test.partition("::")
        module = path.removesuffix(".py").replace("/", ".")
        mine = [
            case
            for case in cases
            if case.get("classname") == module
            and (not name or str(case.get("name")).partition("[")[0] == name)
        ]
        bad = any(child.tag in ("failure", "error") for case in mine for child in case)
        verdicts[test] = "fail" if bad or not mine else "pass"
    return verdicts
