"""Disks that are full, folders that are none, processes that are killed: no answer is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from game.record.minutes import Answer, Snapshot
from game.record.record import read
from game.record.replay import verify
from game.session.opening import Opening
from tests.session.players import new, play, some_answer

PLAYER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from tests.session.players import new, some_answer

session = new(Path(sys.argv[1]), sys.argv[2])
number = 0
while not session.over:
    key = some_answer(session, number)
    session.answer(key)
    print(f"{session.header.seats[0]}: {key}", flush=True)
    number += 7
"""
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.posix
@pytest.mark.parametrize("answers", [1, 5, 14])
def test_kill_9_in_the_middle_of_a_turn_loses_no_answered_question(
    answers: int, tmp_path: Path
) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", PLAYER, str(tmp_path), "after-lenin", str(ROOT)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert child.stdout is not None
    acknowledged = [child.stdout.readline().strip() for _ in range(answers)]
    os.kill(child.pid, signal.SIGKILL)
    acknowledged += [line.strip() for line in child.stdout if line.endswith("\n")]
    assert child.wait() == -signal.SIGKILL
    child.stdout.close()
    (path,) = tmp_path.iterdir()
    session = Opening(tmp_path).resume(str(path))
    kept = [
        f"{entry.seat}: {entry.does}"
        for entry in session.record.entries
        if isinstance(entry, Answer) and entry.seat == session.header.seats[0]
    ]
    assert kept[: len(acknowledged)] == acknowledged
    assert len(kept) <= len(acknowledged) + 1
    alone = new(tmp_path / "alone", "after-lenin")
    for number in range(len(kept)):
        alone.answer(some_answer(alone, number * 7))
    assert session._state.digest() == alone._state.digest()
    session.answer(some_answer(session, 3))
    assert verify(session.rules, read(path)).difference is None


@pytest.mark.parametrize("lost", [1, 30, 61, 200, 1000])
def test_a_record_cut_in_the_middle_of_a_line_goes_on_from_the_line_before(
    lost: int, tmp_path: Path
) -> None:
    session = new(tmp_path)
    play(session, 12)
    path = session.path
    assert path is not None
    data = path.read_bytes()[:-lost]
    path.write_bytes(data)
    again = Opening(tmp_path).resume(str(path))
    assert path.read_bytes() == data
    whole = data.endswith(b"\n") or b"\n".join(data.splitlines()[-1:]).endswith(b"}")
    assert bool(again.notice) != whole
    play(again, first=2)
    record = read(path)
    assert record.cut == ""
    assert verify(again.rules, record).difference is None


def test_a_game_that_cannot_be_saved_goes_on_in_memory_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "games").write_text("a file where the folder should be")
    session = new(tmp_path / "games")
    assert session.notice == ""
    session.answer("pass")
    assert f"cannot be saved to {tmp_path / 'games'}" in session.notice
    assert "goes on in memory" in session.notice
    play(session)
    assert session.over
    assert verify(session.rules, session.record).difference is None
    assert (tmp_path / "games").read_text() == "a file where the folder should be"


def test_what_could_not_be_saved_is_saved_when_there_is_room_again(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="file sizes are limited as on POSIX")
    session = new(tmp_path)
    play(session, 3)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    assert session.path is not None
    try:
        room = session.path.stat().st_size + 100
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, limits[1]))
        play(session, 3)
        assert "File too large" in session.notice
        assert read(session.path).damage is None
        assert read(session.path).cut == ""
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, old)
    play(session, 1)
    assert session.notice == ""
    assert read(session.path).entries == session.record.entries


def test_two_programs_on_one_game_do_not_mix_their_lines(tmp_path: Path) -> None:
    one = new(tmp_path)
    play(one, 3)
    two = Opening(tmp_path).resume(str(one.path))
    play(two, 2)
    play(one, 2, first=1)
    assert "another program has changed the file" in one.notice
    assert one.path is not None
    assert read(one.path).entries == two.record.entries


def test_of_two_programs_that_took_up_one_game_the_second_to_answer_undoes_nothing(
    tmp_path: Path,
) -> None:
    begun = new(tmp_path)
    play(begun, 3)
    assert begun.path is not None
    one, two = (Opening(tmp_path).resume(str(begun.path)) for _ in range(2))

    play(one, 3)
    play(two, 1)

    assert "another program has changed the file" in two.notice
    assert read(begun.path).entries == one.record.entries


def test_a_record_of_other_rules_goes_on_in_a_new_file_with_a_notice(tmp_path: Path) -> None:
    session = new(tmp_path)
    play(session, 14)
    path = session.path
    assert path is not None
    path.write_text(path.read_text().replace('"version": 1', '"version": 0', 1))
    before = path.read_bytes()
    again = Opening(tmp_path).resume(str(path))
    assert "other rules" in again.notice
    assert f"{path.name} stays as it is" in again.notice
    play(again, 2)
    assert again.path not in (None, path)
    assert path.read_bytes() == before
    assert again.path is not None
    record = read(again.path)
    assert isinstance(record.entries[0], Snapshot)
    assert record.past
    third = Opening(tmp_path).resume(str(again.path))
    assert third._state.digest() == again._state.digest()
    with pytest.raises(ValueError, match="cannot be gone back to"):
        third.branch(1)


def test_two_games_with_the_same_dice_are_saved_in_files_of_their_own(tmp_path: Path) -> None:
    one, two = new(tmp_path), new(tmp_path)
    play(one, 3)
    play(two, 2)

    assert not two.notice
    assert one.path is not None
    assert two.path is not None
    assert one.path != two.path
    assert read(one.path).entries == one.record.entries
    assert read(two.path).entries == two.record.entries
