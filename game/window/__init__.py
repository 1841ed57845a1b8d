"""The game in a window, drawn from briefings alone.

`can_open` says whether there can be one here, `run` opens it. Nothing is imported before it is
needed, so that the first picture stands at once.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from game.window.ports import GamePort, Opener

__all__ = ["can_open", "run"]


def can_open() -> str:
    """Return "" or the reason why no window can be opened. SDL_VIDEODRIVER is obeyed."""
    from game.window import compat

    reason = compat.broken_install() or compat.no_display()
    if reason:
        return reason
    compat.prepare()
    return compat.refused_display()


def run(
    product: str,
    opener: Opener,
    *,
    game: GamePort | None = None,
    frames: int | None = None,
    folder: Path | None = None,
    report: Callable[[Exception], Path | None] = lambda _fault: None,
) -> int:
    """Open the window, at the title or in a running game, and return an exit code when it is
    closed: 0, or 2 when it could not be opened. `frames` ends it after so many frames; settings
    are kept in `folder`; `report` writes down a fault, and says where.
    """
    from game.window import compat

    compat.prepare()
    import pygame

    from game.i18n import tr

    try:
        pygame.display.init()
        pygame.font.init()
        pygame.display.set_caption(product)
        surface = pygame.display.set_mode((1280, 720), pygame.RESIZABLE)
    except pygame.error as error:
        pygame.display.quit()
        told = tr("error.window", reason=error)
        sys.stderr.write(f"{told}\n")
        return 2
    from game.installation import assets_folder
    from game.window.app import App
    from game.window.memory import Memory

    pygame.key.set_repeat(300, 40)
    icon = (assets_folder() / "icon.svg").read_text(encoding="ascii")
    pygame.display.set_icon(compat.load_svg(icon, 64, 64))
    app = App(product, opener, surface, Memory(folder), report=report)
    if app.settings.fullscreen:
        app.fill_screen()
    _begin(app, game)
    app.worker.submit(app.speaker.open, lambda _: None, lambda _: None)
    gone = tr("error.display")
    compat.watch_display(gone)
    try:
        app.run(frames)
    except pygame.error:
        if pygame.display.get_init() and pygame.display.get_surface():
            raise
        sys.stderr.write(f"{gone}\n")
        return 2
    finally:
        app.worker.close(seconds=2)
    pygame.quit()
    return 0


def _begin(app: App, game: GamePort | None) -> None:
    if game is None:
        from game.window.screens.title import TitleScreen

        title = TitleScreen(app)
        app.show(title)
        app.draw()
        title.load()
    else:
        from game.window.screens.game import show_game

        show_game(app, game)


if TYPE_CHECKING:
    from game.window.app import App
