"""A record played again: it verifies, and every edit is found, named and survived."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.engine.rules import Rules
from game.record.errors import RecordError, ReplayError
from game.record.minutes import Answer, Done, Snapshot
from game.record.record import Record, read
from game.record.replay import begin, until, verify, walk
from game.record.rescue import rescue, trouble
from game.scenario.build import build
from game.scenario.load import load
from game.scenario.shipped import find
from tests.record.games import SCENARIOS, played, scenario, written


@pytest.mark.parametrize("name", SCENARIOS)
@pytest.mark.parametrize("bots", ["random", "scripted"])
def test_a_record_verifies_turn_by_turn_to_its_end(name: str, bots: str) -> None:
    _, rules = scenario(name)
    record = played(name, bots=bots)
    verdict = verify(rules, record)
    assert verdict.difference is None
    assert verdict.turns == sum(isinstance(entry, Snapshot) for entry in record.entries)
    assert verdict.turns >= min(4, rules.turns)


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_snapshots_of_a_record_add_up_to_the_state_at_every_turn(name: str) -> None:
    _, rules = scenario(name)
    rows: dict[str, int] = {}
    for step in walk(rules, played(name)):
        entry = played(name).entries[step.stop - 1]
        if isinstance(entry, Snapshot):
            rows.update(entry.rows)
            assert step.after is not None
            assert rows == rules.snapshot(step.after)
            assert entry.digest == step.after.digest()


def edited(record: Record, at: int, **values: object) -> Record:
    entries = list(record.entries)
    entries[at] = replace(entries[at], **values)  # type: ignore[arg-type]
    return replace(record, entries=tuple(entries))


def first(record: Record, kind: type, after: int = 0) -> int:
    return next(n for n, e in enumerate(record.entries) if n >= after and isinstance(e, kind))


def test_an_edited_row_is_named_with_its_turn() -> None:
    _, rules = scenario("harbour")
    record = played("harbour")
    at = first(record, Snapshot, first(record, Snapshot) + 1)
    entry = record.entries[at]
    assert isinstance(entry, Snapshot)
    rows = entry.rows | {"cargo": 12345}
    verdict = verify(rules, edited(record, at, rows=rows))
    assert verdict.turns == 1
    assert f"in {entry.t} the row cargo is 12345" in str(verdict.difference)
    assert "one of its lines was changed" in str(verdict.difference)


def test_an_edited_digest_is_named_with_its_turn() -> None:
    _, rules = scenario("harbour")
    at = first(played("harbour"), Snapshot)
    verdict = verify(rules, edited(played("harbour"), at, digest="0" * 32))
    assert "in 1921-Q1 the digest is 000" in str(verdict.difference)


def manoeuvre_with_other_result(rules: Rules, record: Record) -> tuple[int, str]:
    """A recorded manoeuvre of the second turn or later, and a pass in its place."""
    start = first(record, Snapshot)
    for number, entry in enumerate(record.entries[start:], start):
        round_ = isinstance(entry, Answer) and entry.ask.startswith("manoeuvre")
        if isinstance(entry, Answer) and round_ and entry.does != "pass":
            return number, "pass"
    raise AssertionError


def test_an_edited_answer_is_found_at_the_close_of_its_turn() -> None:
    _, rules = scenario("harbour")
    record = played("harbour")
    at, text = manoeuvre_with_other_result(rules, record)
    verdict = verify(rules, edited(record, at, does=text))
    assert verdict.turns >= 1
    assert f"in {record.entries[at].t} the row " in str(verdict.difference)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"does": "dance"}, "'dance' is not an answer here"),
        ({"seat": "nobody"}, "'nobody' answers"),
        ({"ask": "siesta"}, "siesta"),
        ({"t": "1999-Q1"}, "1999-Q1"),
    ],
)
def test_an_answer_that_fits_nothing_is_named(values: dict[str, object], said: str) -> None:
    _, rules = scenario("harbour")
    record = played("harbour")
    at = first(record, Answer, first(record, Done))
    verdict = verify(rules, edited(record, at, **values))
    assert said in str(verdict.difference)


@pytest.mark.parametrize("kind", [Answer, Done, Snapshot])
def test_a_removed_line_is_found(kind: type) -> None:
    _, rules = scenario("harbour")
    record = played("harbour")
    at = first(record, kind, first(record, Snapshot))
    shorter = replace(record, entries=record.entries[:at] + record.entries[at + 1 :])
    assert verify(rules, shorter).difference is not None


@pytest.mark.parametrize("kind", [Answer, Done, Snapshot])
def test_a_line_written_twice_is_found(kind: type) -> None:
    _, rules = scenario("harbour")
    record = played("harbour")
    at = first(record, kind, first(record, Snapshot))
    twice = record.entries[: at + 1] + record.entries[at:]
    assert verify(rules, replace(record, entries=twice)).difference is not None


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.text(max_size=3))
def test_any_edit_of_the_file_is_read_replayed_or_refused_in_words(
    at: int, cut: int, put: str
) -> None:
    import tempfile

    _, rules = scenario("harbour")
    text = "".join(f"{line}\n" for line in played("harbour").lines)
    at %= len(text)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "game.jsonl"
        path.write_text(text[:at] + put + text[at + cut % 40 :], encoding="utf-8")
        before = path.read_bytes()
        try:
            record = read(path)
            reason = trouble(rules, record)
            if reason is not None:
                saved = rescue(rules, record, reason, "files")
                assert trouble(rules, saved.record) is None
        except RecordError:
            pass
        assert path.read_bytes() == before


def test_a_record_of_another_scenario_says_so() -> None:
    _, harbour = scenario("harbour")
    record = played("after-lenin")
    reason = trouble(harbour, record)
    assert "a game of the scenario 'after-lenin'" in str(reason)
    assert reason is not None
    with pytest.raises(RecordError, match="after-lenin"):
        rescue(harbour, record, reason, "files")


def test_a_damaged_record_goes_on_from_the_last_ask_that_fits(tmp_path: Path) -> None:
    _, rules = scenario("harbour")
    path = written(played("harbour"), tmp_path / "game.jsonl")
    lines = path.read_text().splitlines(keepends=True)
    lines[40] = lines[40].replace('"t"', '"T"')
    path.write_text("".join(lines))
    record = read(path)
    reason = trouble(rules, record)
    assert reason is record.damage
    assert reason is not None
    saved = rescue(rules, record, reason, "files")
    assert verify(rules, saved.record).difference is None
    assert saved.record.entries == record.entries[: len(saved.record.entries)]
    assert 0 <= 39 - len(saved.record.entries) < 5
    assert "game.jsonl:41" in saved.words
    assert "stays as it is" in saved.words


def other_rules(tmp_path: Path, old: str, new: str) -> Rules:
    """The rules of the small scenario with a line changed."""
    text = (find("harbour") / "scenario.yaml").read_text(encoding="utf-8")
    assert old in text
    folder = tmp_path / "harbour"
    folder.mkdir()
    (folder / "scenario.yaml").write_text(text.replace(old, new), encoding="utf-8")
    return build(load(folder))


def test_under_other_rules_the_last_snapshot_goes_on_and_history_is_kept(tmp_path: Path) -> None:
    rules = other_rules(
        tmp_path,
        "quantities:\n",
        "quantities:\n  fog: {label: Fog, range: [0, 9], start: 4}\n",
    )
    record = until(played("harbour"), "1921-Q3")
    reason = trouble(rules, record)
    assert "other rules" in str(reason)
    assert reason is not None
    saved = rescue(rules, record, reason, "files")
    assert "What no longer fits, and starts anew: fog." in saved.words
    assert saved.record.past == tuple(e for e in record.entries if isinstance(e, Answer))
    state, misfits = begin(rules, saved.record)
    assert misfits == []
    assert rules.value(state, "fog") == 4
    assert state.turn == 4
    _, old = scenario("harbour")
    last = [step.after for step in walk(old, record)][-1]
    assert last is not None
    kept = old.snapshot(last)
    assert {name: count for name, count in rules.snapshot(state).items() if name != "fog"} == kept
    path = written(saved.record, tmp_path / "new.jsonl")
    assert read(path).past == saved.record.past
    assert read(path).entries == saved.record.entries
    assert json.loads(path.read_text().splitlines()[1])["past"]["t"] == "1921-Q1"


def test_a_change_of_texts_alone_is_no_change_of_rules(tmp_path: Path) -> None:
    rules = other_rules(tmp_path, "The cranes stand still", "The cranes rest")
    assert trouble(rules, played("harbour")) is None


def test_with_nothing_to_save_the_error_says_what_to_do() -> None:
    _, rules = scenario("harbour")
    record = edited(played("harbour"), 0, ask="siesta")
    reason = trouble(rules, record)
    assert isinstance(reason, ReplayError)
    with pytest.raises(RecordError, match="a new game with seed 7 has the same dice"):
        rescue(rules, record, reason, "files")


def test_a_record_can_be_read_up_to_a_turn() -> None:
    record = until(played("harbour"), "1921-Q2")
    assert record.entries[-1].t == "1921-Q2"
    assert isinstance(record.entries[-1], Snapshot)
    with pytest.raises(RecordError, match="a turn from 1921-Q1 to"):
        until(record, "1931-Q2")


def test_an_edited_start_is_found(tmp_path: Path) -> None:
    old, new = "quantities:\n", "quantities:\n  fog: {label: Fog, range: [0, 9], start: 4}\n"
    rules, record = other_rules(tmp_path, old, new), until(played("harbour"), "1921-Q3")
    reason = trouble(rules, record)
    assert reason is not None
    saved = rescue(rules, record, reason, "files").record
    first = saved.entries[0]
    assert isinstance(first, Snapshot)
    assert verify(rules, saved).difference is None

    edited = replace(saved, entries=(replace(first, rows=first.rows | {"fog": 5}),))

    assert "the state that the game starts from" in str(verify(rules, edited).difference)


def test_another_question_under_other_rules_is_explained_by_them(tmp_path: Path) -> None:
    rules = other_rules(tmp_path, "turn: quarter", "turn: month")
    difference = verify(rules, played("harbour")).difference
    assert isinstance(difference, ReplayError)
    assert "1921-01, " in str(difference)
    assert "made with other rules" in str(difference)
