"""The pictures of the documentation show the game as it is."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest

from game.cli import main
from game.window.shots import SHOTS
from tests.window.test_pictures import PICTURES, build

ROOT = Path(__file__).resolve().parents[2]
SHOWN = ROOT / "docs" / "pictures"


def test_a_dozen_stand_in_the_documentation_and_three_in_the_readme() -> None:
    assert {path.stem for path in SHOWN.glob("*.png")} == {shot.name for shot in SHOTS}
    assert len(SHOTS) == 12
    assert (ROOT / "README.md").read_text(encoding="utf-8").count("(docs/pictures/") == 3


@pytest.mark.slow
def test_none_of_them_is_stale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept_for = (PICTURES / "build.txt").read_text(encoding="utf-8").strip()
    if kept_for != build():
        pytest.skip(f"the pictures were kept for {kept_for}")
    monkeypatch.setattr("sys.argv", ["main.py", "shots", str(tmp_path)])

    assert main() == 0
    for shot in SHOTS:
        now, before = (
            pygame.image.tobytes(pygame.image.load(folder / f"{shot.name}.png"), "RGB")
            for folder in (tmp_path, SHOWN)
        )
        same = now == before  # two megabytes each: nobody wants to read how they differ
        assert same, f"main.py shots makes {shot.name}.png anew"
