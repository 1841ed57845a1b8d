"""The file of a record: what is read, what is cut, what is refused, what is never touched."""

from __future__ import annotations

import json
import tempfile
from copy import copy
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.record.errors import RecordError
from game.record.minutes import (
    FORMAT,
    Answer,
    Done,
    Header,
    Undo,
    header_line,
    line_of,
    read_header,
    read_line,
    turn_label,
)
from game.record.record import read, standing
from game.scenario.build import MONTHS
from tests.record.games import SCENARIOS, played, scenario, written


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_written_record_is_read_as_the_same_record(name: str, tmp_path: Path) -> None:
    record = played(name)
    again = read(written(record, tmp_path / "game.jsonl"))
    assert (again.header, again.entries, again.past) == (record.header, record.entries, ())
    assert (again.cut, again.damage) == ("", None)
    assert again.lines == record.lines


def test_every_line_of_a_record_is_one_short_json_object_people_can_read() -> None:
    lines = played("harbour").lines
    assert json.loads(lines[0])["record"] == FORMAT
    assert lines[1] == json.dumps(json.loads(lines[1]))
    answers = [json.loads(line) for line in lines if '"does"' in line]
    assert all(list(answer) == ["t", "ask", "seat", "does"] for answer in answers)
    assert answers[0]["t"] == "1921-Q1"


def test_a_record_holds_no_path_and_no_time_of_day() -> None:
    header = played("harbour").lines[0]
    assert set(json.loads(header)) == {
        "record", "scenario", "title", "folder", "version", "rules", "files", "seed", "seats",
        "bot", "game",
    }  # fmt: skip
    assert "/" not in header


def test_every_asked_seat_has_a_line_and_every_ask_a_closing_line() -> None:
    _, rules = scenario("harbour")
    record = played("harbour")
    state = rules.start([7])
    expected = {rules.people[n] for n in rules.ask(state).asked[:, 0].nonzero()[0]}
    first = record.entries.index(next(e for e in record.entries if isinstance(e, Done)))
    assert {e.seat for e in record.entries[:first] if isinstance(e, Answer)} == expected


@given(st.integers(0, 10**9))
def test_a_record_cut_anywhere_is_read_up_to_its_last_whole_line(at: int) -> None:
    record = played("harbour")
    data = "".join(f"{line}\n" for line in record.lines).encode()
    header = len(record.lines[0]) + 1
    at = header + at % (len(data) - header)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "game.jsonl"
        file.write_bytes(data[:at])
        again = read(file)
        assert file.read_bytes() == data[:at]
    assert again.damage is None
    whole = data[: again.whole].decode().splitlines()
    assert whole == record.lines[: len(whole)]
    assert again.entries == tuple(record.entries[: len(whole) - 1])
    assert bool(again.cut) == (again.whole < at)


def test_a_cut_last_line_is_reported_with_its_place(tmp_path: Path) -> None:
    path = written(played("harbour"), tmp_path / "game.jsonl")
    path.write_bytes(path.read_bytes()[:-20])
    record = read(path)
    lines = len(played("harbour").lines)
    assert record.cut.startswith(f"{path}:{lines}: the last line was written only in part")


def test_a_last_line_without_its_end_is_whole_if_it_can_be_read(tmp_path: Path) -> None:
    path = written(played("harbour"), tmp_path / "game.jsonl")
    path.write_bytes(path.read_bytes()[:-1])
    assert (read(path).cut, read(path).entries) == ("", played("harbour").entries)


def test_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    path = written(played("harbour"), tmp_path / "game.jsonl")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert read(path).entries == played("harbour").entries


def test_a_line_that_is_none_is_damage_and_what_stands_before_it_is_kept(tmp_path: Path) -> None:
    path = written(played("harbour"), tmp_path / "game.jsonl")
    lines = path.read_text().splitlines(keepends=True)
    lines[9] = "hello\n"
    path.write_text("".join(lines))
    record = read(path)
    assert record.damage is not None
    assert str(record.damage).startswith(f"{path}:10: this cannot be read: 'hello")
    assert record.entries == played("harbour").entries[:8]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "the file is empty"),
        (b"\n", "cannot be read"),
        (b"not a record", "the file is empty|cannot be read"),
        (b"\x00\xff\n", "not UTF-8"),
        (b"[1]\n", "no line of a record"),
        (b'{"scenario": "harbour"}\n', "not the record of a game"),
        (b'{"record": 1}\n', "the header has no usable scenario"),
        (b"[" * 200_000 + b"\n", "cannot be read"),
        (b'{"record": ' + b"9" * 5000 + b"}\n", "cannot be read"),
    ],
)
def test_what_is_no_record_is_refused_in_words(data: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "game.jsonl"
    path.write_bytes(data)
    with pytest.raises(RecordError, match=said):
        read(path)
    assert path.read_bytes() == data


def test_a_missing_record_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="No such file"):
        read(tmp_path / "none.jsonl")


def test_a_later_format_says_so_and_is_read_as_far_as_it_is_known(tmp_path: Path) -> None:
    path = written(played("harbour"), tmp_path / "game.jsonl")
    text = path.read_text().replace('{"record": 1', '{"record": 2', 1)
    path.write_text(text.replace('"manoeuvre 2"', '"manoeuvre 2", "mood": 3', 1))
    record = read(path)
    assert record.damage is not None
    assert "format 2" in str(record.damage)
    assert "newer version" in str(record.damage)
    assert record.entries
    assert len(record.entries) < len(played("harbour").entries)


def test_an_undo_takes_back_the_seats_last_answer_and_all_that_followed() -> None:
    a, b = Answer("1", "card", "x", "go"), Answer("1", "round", "x", "pass")
    done, other = Done("1", "card"), Answer("1", "round", "y", "pass")
    undo = Undo("1", "round", "x")
    assert standing([a, done, b, other, undo]) == [a, done]
    assert standing([a, done, b, other, undo, undo]) == []
    assert standing([undo, a]) == [a]


HEADERS = st.builds(
    Header,
    scenario=st.text(),
    title=st.text(),
    folder=st.text(),
    version=st.integers(0, 99),
    rules=st.text(),
    files=st.text(),
    seed=st.integers(0, 2**64 - 1),
    seats=st.lists(st.text()).map(tuple),
    player=st.text(),
    origin=st.text(),
)
WORDS = st.text()


@given(HEADERS)
def test_any_header_is_written_and_read_back(header: Header) -> None:
    assert "\n" not in header_line(header)
    assert read_header(header_line(header), "here") == header


@given(st.builds(Answer, WORDS, WORDS, WORDS, WORDS))
def test_any_answer_is_written_and_read_back(answer: Answer) -> None:
    assert "\n" not in line_of(answer)
    assert read_line(line_of(answer), "here", 1) == answer


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(
        ["t", "ask", "seat", "does", "done", "undo", "past", "turn", "next", "digest", "state", "z"]
    ), inner),
)  # fmt: skip


@given(JSON)
def test_any_json_is_a_line_or_refused_in_words(value: object) -> None:
    try:
        line = read_line(json.dumps(value), "here", 1)
    except RecordError as error:
        said = str(error)
    else:
        said = "here: "
        assert read_line(line_of(line), "here", 1) == line
    assert said.startswith("here: ")


@pytest.mark.parametrize(
    ("start", "turn", "labels"),
    [
        ("1921-01", "quarter", ["1921-Q1", "1921-Q2"]),
        ("1921-07", "half", ["1921-H2", "1922-H1"]),
        ("1921-11", "month", ["1921-11", "1921-12"]),
        ("1921-04", "half", ["1921-04", "1921-10"]),
        ("1921-02", "quarter", ["1921-02", "1921-05"]),
    ],
)
def test_a_turn_is_named_by_its_part_of_the_calendar_or_its_first_month(
    start: str, turn: str, labels: list[str]
) -> None:
    _, rules = scenario("harbour")
    year, month = (int(part) for part in start.split("-"))
    book = replace(rules.book, start=12 * year + month - 1, months=MONTHS[turn])
    other = copy(rules)
    other.book = book
    assert [turn_label(other, number) for number in (1, 2)] == labels
