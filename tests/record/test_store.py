"""Lines on a disk: whole or not at all, and never over somebody else's."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.record.store import FileStore

resource = pytest.importorskip("resource", reason="file sizes are limited as on POSIX")


@pytest.fixture
def small_disk() -> Iterator[None]:
    """Let no file grow beyond 4096 bytes, as if the disk were full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, old)


def test_lines_are_written_in_order_in_a_folder_that_is_made(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "game.jsonl"
    store = FileStore(path)
    store.append(["one", "two"], sync=True)
    store.append(["three"], sync=False)
    assert path.read_text() == "one\ntwo\nthree\n"


def test_nothing_is_made_before_the_first_line(tmp_path: Path) -> None:
    FileStore(tmp_path / "folder" / "game.jsonl")
    assert list(tmp_path.iterdir()) == []


def test_a_new_file_never_takes_the_place_of_another(tmp_path: Path) -> None:
    path = tmp_path / "game.jsonl"
    path.write_text("mine")
    with pytest.raises(FileExistsError):
        FileStore(path).append(["one"], sync=False)
    assert path.read_text() == "mine"


def test_a_part_of_a_line_is_cut_off_when_the_game_goes_on_and_not_before(tmp_path: Path) -> None:
    path = tmp_path / "game.jsonl"
    path.write_text("one\ntw")
    store = FileStore(path, whole=4)
    assert path.read_text() == "one\ntw"
    store.append(["two"], sync=True)
    assert path.read_text() == "one\ntwo\n"


def test_a_last_line_without_its_end_gets_one(tmp_path: Path) -> None:
    path = tmp_path / "game.jsonl"
    path.write_text("one")
    FileStore(path, whole=3).append(["two"], sync=True)
    assert path.read_text() == "one\ntwo\n"


def test_a_full_disk_leaves_whole_lines_and_may_be_tried_again(
    tmp_path: Path, small_disk: None
) -> None:
    path = tmp_path / "game.jsonl"
    store = FileStore(path)
    store.append(["x" * 3000], sync=True)
    with pytest.raises(OSError, match="File too large"):
        store.append(["y" * 3000], sync=True)
    assert path.read_text() == "x" * 3000 + "\n"
    store.append(["z"], sync=True)
    assert path.read_text() == "x" * 3000 + "\nz\n"


def test_a_file_in_the_way_of_the_folder_says_so(tmp_path: Path) -> None:
    (tmp_path / "games").write_text("a file")
    with pytest.raises(OSError, match=r"File exists|Not a directory"):
        FileStore(tmp_path / "games" / "game.jsonl").append(["one"], sync=False)


def test_a_file_another_program_has_written_to_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "game.jsonl"
    store = FileStore(path)
    store.append(["one"], sync=False)
    with path.open("a") as file:
        file.write("theirs\n")
    with pytest.raises(OSError, match="another program"):
        store.append(["two"], sync=False)
    assert path.read_text() == "one\ntheirs\n"
