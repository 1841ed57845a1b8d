"""A dozen views are the same picture to the bit as when they were last looked at.

Another build of pygame draws letters a little differently, so pictures are kept for one build and
compared on it alone. To keep new ones, look at them and run with UPDATE_SNAPSHOTS=1.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pygame
import pytest

from game.art import theme
from tests.window.conftest import Open
from tests.window.test_views import UPDATE
from tests.window.views import VIEWS, View

PICTURES = Path(__file__).with_name("pictures")
KEPT = (
    "title",
    "choose of 3",
    "question card",
    "question manoeuvre",
    "question vote",
    "question lobby",
    "division 3",
    "page people",
    "page party",
    "page economy",
    "page goals",
    "ending story",
)
CHOSEN = [view for view in VIEWS if view.name in KEPT]


def build() -> str:
    """The build of pygame, and of what it draws with."""
    sdl = ".".join(map(str, pygame.get_sdl_version()))
    ttf = ".".join(map(str, pygame.font.get_sdl_ttf_version()))
    return f"pygame-ce {pygame.version.ver}, SDL {sdl}, SDL_ttf {ttf}"


@pytest.mark.parametrize("view", CHOSEN, ids=lambda view: view.name)
def test_a_view_looks_as_it_did(open_app: Open, view: View, tmp_path: Path) -> None:
    app = view.open(open_app, (1280, 720), 100)
    app.paint_with(replace(theme.POSTER, grain=False))  # grain makes a file five times as large
    app.redraw()
    app.draw()
    path = PICTURES / f"{view.name.replace(' ', '-')}.png"
    kept_for = PICTURES / "build.txt"
    if os.environ.get(UPDATE):
        PICTURES.mkdir(exist_ok=True)
        pygame.image.save(app.surface, path)
        kept_for.write_text(build() + "\n", encoding="utf-8")
    elif kept_for.read_text(encoding="utf-8").strip() != build():
        pytest.skip(f"the pictures were kept for {kept_for.read_text(encoding='utf-8').strip()}")
    before = pygame.image.tobytes(pygame.image.load(path), "RGB")
    now = pygame.image.tobytes(app.surface, "RGB")
    same = now == before  # two megabytes each: nobody wants to read how they differ
    if not same:
        pygame.image.save(app.surface, tmp_path / path.name)

    assert same, f"{tmp_path / path.name} is not {path}; if this is meant, set {UPDATE}=1"


def test_a_dozen_pictures_are_kept_and_none_is_left_over() -> None:
    assert {path.stem for path in PICTURES.glob("*.png")} == {n.replace(" ", "-") for n in KEPT}
    assert len(CHOSEN) == len(KEPT)
