"""The pictures of the documentation."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from game.cli import DEFAULT_SCENARIO, PRODUCT

_PERSON = "bukharin"
_SEED = 13


def shots(
    folder: Annotated[Path, typer.Argument(help="Where they go.")] = Path("docs/pictures"),
) -> None:
    """Make the pictures of the documentation anew, from a real game, without a display.

    Example: main.py shots docs/pictures
    """
    os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"
    from game.window import compat

    compat.prepare()
    from game.session.errors import Refused
    from game.session.opening import Opening
    from game.window import shots as taking

    with tempfile.TemporaryDirectory() as games:
        opening = Opening(Path(games))
        game = opening.new_game(DEFAULT_SCENARIO, _PERSON, "", _SEED)
        try:
            paths = taking.take(PRODUCT, opening, game, folder)
        except OSError as error:
            raise Refused(f"{error.filename or folder}: {error.strerror or error}") from None
    for path in paths:
        typer.echo(str(path))
    missing = [shot.name for shot in taking.SHOTS if folder / f"{shot.name}.png" not in paths]
    if missing:
        raise Refused(f"The game never came to: {', '.join(missing)}.")
