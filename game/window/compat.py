"""What differs between pygame-ce and pygame 2.6, and whether a window can be opened here.

Both are imported as `pygame`; the rest of the window keeps to what they share. Installed together
they overwrite each other's files, so that is looked for before the import.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, distribution
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pygame

_UNASKED = ("offscreen", "dummy", "evdev")


def broken_install() -> str:
    """Return "" or, with none or both of the two distributions, the commands that mend it."""
    both = [name for name in ("pygame", "pygame-ce") if _installed(name)]
    python = f'"{sys.executable}" -m pip'
    if len(both) == 2:
        return (
            "Both pygame and pygame-ce are installed; they overwrite each other. Type:\n"
            f"  {python} uninstall -y pygame pygame-ce\n  {python} install pygame-ce"
        )
    if not both:
        return f"Neither pygame-ce nor pygame is installed. Type:\n  {python} install pygame-ce"
    return ""


def no_display() -> str:
    """Return "" or why there can be no window, without opening one. A driver that the caller
    named in SDL_VIDEODRIVER is taken at its word.
    """
    if os.environ.get("SDL_VIDEODRIVER"):
        return ""
    if sys.platform.startswith(("linux", "freebsd")) and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        return "There is no display: neither DISPLAY nor WAYLAND_DISPLAY is set."
    return ""


def refused_display() -> str:
    """Return "" or why the display that should be there gives no window. Opens SDL's video."""
    import pygame

    try:
        pygame.display.init()
    except pygame.error as error:
        return f"The display refuses a window: {error}."
    driver = pygame.display.get_driver()
    if driver in _UNASKED and not os.environ.get("SDL_VIDEODRIVER"):
        pygame.display.quit()
        return f"SDL found no screen and took its '{driver}' driver."
    return ""


def prepare() -> None:
    """Set what must be set before `import pygame`: no banner, sharp pixels, pictures straight to
    the X server. SDL would send them through OpenGL, which where there is no graphics card costs
    100 MB and seven milliseconds a picture; Wayland knows no other way.
    """
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    os.environ.setdefault("SDL_VIDEO_CENTERED", "1")
    if os.environ.get("DISPLAY") and os.environ.get("SDL_VIDEODRIVER", "x11") == "x11":
        os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.SetProcessDPIAware()


def watch_display(words: str) -> None:
    """Say something and end when the X server goes away: without this its library ends the
    process with a line that no player understands.
    """
    if not sys.platform.startswith("linux"):
        return
    import ctypes

    try:
        library = ctypes.CDLL("libX11.so.6")
    except OSError:
        return

    def gone(_display: object) -> int:
        os.write(2, f"{words}\n".encode())
        os._exit(2)

    _kept.append(ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)(gone))
    library.XSetIOErrorHandler(_kept[-1])


_kept: list[object] = []
"""What a foreign library calls must not be collected."""


def is_ce() -> bool:
    """Whether this is pygame-ce and not classic pygame."""
    import pygame

    return bool(getattr(pygame, "IS_CE", False))


@contextmanager
def quiet() -> Iterator[None]:
    """Keep what libraries in C print about devices that are not there off the terminal."""
    try:
        sys.stderr.flush()
        before = os.dup(2)
        nothing = os.open(os.devnull, os.O_WRONLY)
    except (OSError, AttributeError):  # there is no terminal
        yield
        return
    os.dup2(nothing, 2)
    try:
        yield
    finally:
        os.dup2(before, 2)
        os.close(before)
        os.close(nothing)


def load_svg(source: str, width: int, height: int) -> pygame.Surface:
    """Return an SVG of our own making as a picture of that many pixels."""
    import pygame

    data = BytesIO(source.encode())
    if hasattr(pygame.image, "load_sized_svg"):
        return pygame.image.load_sized_svg(data, (width, height)).convert_alpha()
    # The classic loader takes the size from the drawing itself, which ends at its first ">".
    head, _, body = source.partition(">")
    box = head.partition("viewBox=")[2]
    sized = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox='
    return pygame.image.load(BytesIO(f"{sized}{box}>{body}".encode()), "x.svg").convert_alpha()


def _installed(name: str) -> bool:
    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True
