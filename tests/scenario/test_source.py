"""Scenario files become plain values with places, or a list of reasons; nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import FrozenInstanceError
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from game.scenario.folder import MAX_FILE_BYTES, MAX_FILES
from game.scenario.problems import KeyPath, Place, Problem, ScenarioError, as_json, render
from game.scenario.source import CODES, MAX_DEPTH, Source, load_folder

Files = dict[str, str | bytes]
Write = Callable[[Files], Path]

PARSERS = [
    pytest.param(
        True,
        id="libyaml",
        marks=pytest.mark.skipif(not yaml.__with_libyaml__, reason="PyYAML without libyaml"),
    ),
    pytest.param(False, id="python"),
]


@pytest.fixture(params=PARSERS)
def libyaml(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes a scenario's files; the folder is given relative to the current one."""
    monkeypatch.chdir(tmp_path)

    def write_files(files: Files) -> Path:
        return write_folder(Path("harbour"), files)

    return write_files


def write_folder(folder: Path, files: Files) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def problems_of(folder: Path, *, libyaml: bool = yaml.__with_libyaml__) -> tuple[Problem, ...]:
    with pytest.raises(ScenarioError) as caught:
        load_folder(folder, libyaml=libyaml)
    return caught.value.problems


def only_problem(folder: Path, *, libyaml: bool = yaml.__with_libyaml__) -> Problem:
    problems = problems_of(folder, libyaml=libyaml)
    assert len(problems) == 1, "\n".join(map(render, problems))
    return problems[0]


# Values


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("12", 12),
        ("-12", -12),
        ("0", 0),
        ("0.5", 0.5),
        ("-12.25", -12.25),
        ("NO", "NO"),
        ("off", "off"),
        ("on", "on"),
        ("yes", "yes"),
        ("True", "True"),
        ("NULL", "NULL"),
        ("1924-01-21", "1924-01-21"),
        ("1924-01", "1924-01"),
        ("12:30", "12:30"),
        ("0123", "0123"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("1e3", "1e3"),
        ("+5", "+5"),
        (".5", ".5"),
        ("5.", "5."),
        (".inf", ".inf"),
        ("=", "="),
        ("x > 1 # y", "x > 1"),
        ("x#y", "x#y"),
        ("x > 1 and y in [a, b]", "x > 1 and y in [a, b]"),
        ("'true'", "true"),
        ('"12"', "12"),
        ("'~'", "~"),
        ('"a\\tb\\u00e9"', "a\tbé"),
        ("{a}", {"a": None}),
        ("[1, a, [true]]", [1, "a", [True]]),
        ("a\tb", "a b"),
    ],
)
def test_only_numbers_truth_and_null_are_not_text(
    write: Write, libyaml: bool, written: str, value: object
) -> None:
    found = load_folder(write({"scenario.yaml": f"a: {written}\n"}), libyaml=libyaml).data["a"]
    assert found == value
    assert type(found) is type(value)


def test_keys_are_always_text(write: Write, libyaml: bool) -> None:
    text = "on: 1\n1924: 2\ntrue: 3\n~: 4\n? five\n: 5\n'<<': 6\n"
    source = load_folder(write({"scenario.yaml": text}), libyaml=libyaml)
    assert source.data == {"on": 1, "1924": 2, "true": 3, "~": 4, "five": 5, "<<": 6}


def test_a_byte_order_mark_and_any_line_break_are_accepted(write: Write, libyaml: bool) -> None:
    content = b"\xef\xbb\xbfa: 1\r\nb:\r  - two\r\n"
    source = load_folder(write({"scenario.yaml": content}), libyaml=libyaml)
    assert source.data == {"a": 1, "b": ["two"]}
    assert source.place(("b", 0)) == Place("harbour/scenario.yaml", 3, 5)


NO_TEXT_OF_OURS = "()\u2028\u2029\ufeff\ufffe\uffff"
TEXT = st.text(
    st.one_of(
        st.sampled_from("\n\t :#-[]{},'\"&*!|>%@`?=~"),
        st.characters(exclude_categories=["Cc", "Cs"], exclude_characters=NO_TEXT_OF_OURS),
    ),
    max_size=20,
)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**18), 10**18)
    | st.floats(-1e6, 1e6).filter(lambda number: "e" not in repr(number))
    | TEXT,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(TEXT.filter(bool), inner, max_size=4)
    ),
    max_leaves=20,
)


class NoAliases(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        return True


def dumped(data: object, *, flow: bool | None, unicode: bool) -> str:
    return yaml.dump(
        data, Dumper=NoAliases, default_flow_style=flow, allow_unicode=unicode, sort_keys=False
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scenario")


@given(
    st.dictionaries(TEXT.filter(bool), VALUES, min_size=1, max_size=5),
    st.sampled_from([None, True, False]),
    st.booleans(),
)
def test_what_yaml_writes_is_read_as_yaml_reads_it(
    folder: Path, data: dict[str, Any], flow: bool | None, unicode: bool
) -> None:
    text = dumped(data, flow=flow, unicode=unicode)
    write_folder(folder, {"scenario.yaml": text})
    sources = [load_folder(folder, libyaml=each) for each in (yaml.__with_libyaml__, False)]
    assert sources[0].data == sources[1].data == yaml.safe_load(text) == data
    for path in paths_in(data):
        assert sources[0].place(path) == sources[1].place(path)
        assert sources[0].key_place(path) == sources[1].key_place(path)


def test_json_is_read_as_json_reads_it(write: Write, libyaml: bool) -> None:
    data = {"a": [1, -2.5, None, True, {"b": "c: d", "é": []}], "d": {}}
    folder = write({"scenario.yaml": json.dumps(data, indent=1)})
    assert load_folder(folder, libyaml=libyaml).data == data


def paths_in(value: object, path: KeyPath = ()) -> Iterator[KeyPath]:
    if path:
        yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths_in(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from paths_in(inner, (*path, index))


# Places

PLACED = """\
format: 1
events:
  storm:
    title: 'It''s a storm'
    when: grain < 70 and
      unrest > 3
    text: |

      First line.
        Second line.
    folded: >-
      one
      two
    escaped: "a\\tb \\x41\\u00e9 c \\
      d"
    effects:
    - grain -= 4
    -   unrest += 2
    options: {wait: {cost: 2}, "go on": [a, b]}
    empty:
"""


@pytest.fixture
def placed(write: Write, libyaml: bool) -> Source:
    return load_folder(write({"scenario.yaml": PLACED}), libyaml=libyaml)


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        ((), (1, 1), (1, 1)),
        (("format",), (1, 9), (1, 1)),
        (("events",), (3, 3), (2, 1)),
        (("events", "storm"), (4, 5), (3, 3)),
        (("events", "storm", "title"), (4, 12), (4, 5)),
        (("events", "storm", "text"), (7, 11), (7, 5)),
        (("events", "storm", "effects"), (17, 5), (16, 5)),
        (("events", "storm", "effects", 0), (17, 7), (17, 7)),
        (("events", "storm", "effects", 1), (18, 9), (18, 9)),
        (("events", "storm", "options"), (19, 14), (19, 5)),
        (("events", "storm", "options", "wait", "cost"), (19, 28), (19, 22)),
        (("events", "storm", "options", "go on"), (19, 41), (19, 32)),
        (("events", "storm", "options", "go on", 1), (19, 45), (19, 45)),
        (("events", "storm", "empty"), (20, 11), (20, 5)),
        (("events", "storm", "missing"), (4, 5), (3, 3)),
        (("events", "missing", "when"), (3, 3), (2, 1)),
        (("missing", 3, "when"), (1, 1), (1, 1)),
        (("events", "storm", "effects", 7), (17, 5), (16, 5)),
        (("events", "storm", "title", "x"), (4, 12), (4, 5)),
    ],
)
def test_values_and_keys_have_places_and_missing_ones_their_parent_s(
    placed: Source, path: KeyPath, value: tuple[int, int], key: tuple[int, int]
) -> None:
    assert placed.place(path) == Place("harbour/scenario.yaml", *value)
    assert placed.key_place(path) == Place("harbour/scenario.yaml", *key)


@pytest.mark.parametrize(
    ("name", "word", "place"),
    [
        ("title", "storm", (4, 21)),
        ("when", "grain", (5, 11)),
        ("when", "unrest", (6, 7)),
        ("text", "First", (9, 7)),
        ("text", "Second", (10, 9)),
        ("folded", "two", (13, 7)),
        ("escaped", "b", (14, 18)),
        ("escaped", "é", (14, 24)),
        ("escaped", "c", (14, 31)),
        ("escaped", "d", (15, 7)),
    ],
)
def test_a_word_in_a_text_has_its_own_place(
    placed: Source, name: str, word: str, place: tuple[int, int]
) -> None:
    path = ("events", "storm", name)
    offset = placed.data["events"]["storm"][name].index(word)
    assert placed.column_of(path, offset) == Place("harbour/scenario.yaml", *place)


def test_the_end_of_a_text_and_a_blank_in_it_have_places(placed: Source) -> None:
    path = ("events", "storm", "effects", 0)
    assert placed.column_of(path, 5).column == 12
    assert placed.column_of(path, len("grain -= 4")).column == 17
    assert placed.column_of(path, 10_000).column == 17


@pytest.mark.parametrize(
    "path",
    [
        ("format",),
        ("events",),
        ("events", "storm", "empty"),
        ("events", "storm", "when", 0),
        ("no",),
    ],
)
def test_what_is_not_text_has_the_place_of_the_value(placed: Source, path: KeyPath) -> None:
    assert placed.column_of(path, 3) == placed.place(path)


@given(st.dictionaries(st.sampled_from("abcd"), TEXT, min_size=1), st.booleans(), st.data())
def test_every_visible_character_of_a_text_is_found_in_its_file(
    folder: Path, texts: dict[str, str], flow: bool, data: st.DataObject
) -> None:
    written = dumped(texts, flow=flow, unicode=True)
    source = load_folder(write_folder(folder, {"scenario.yaml": written}))
    name = data.draw(st.sampled_from(sorted(texts)))
    offset = data.draw(st.integers(0, len(texts[name])))
    place = source.column_of((name,), offset)
    char = texts[name][offset : offset + 1]
    rest = written.split("\n")[place.line - 1][place.column - 1 :]
    assert not char or char.isspace() or rest.startswith((char, "\\"))


def test_the_line_at_a_place_can_be_shown(placed: Source) -> None:
    assert placed.excerpt(placed.place(("events", "storm", "effects", 1))) == "    -   unrest += 2"
    assert placed.excerpt(Place("harbour/scenario.yaml", 99, 1)) == ""
    assert placed.excerpt(Place("elsewhere.yaml", 1, 1)) == ""


def test_a_source_cannot_be_changed(placed: Source) -> None:
    with pytest.raises(FrozenInstanceError):
        placed.digest = ""  # type: ignore[misc]


# Folders


def test_sections_of_all_files_are_joined(write: Write, libyaml: bool) -> None:
    files: Files = {
        "a.yaml": "events:\n  storm: {cost: 1}\nhistory: [one]\n",
        "scenario.yaml": "format: 1\nevents:\nhistory:\n  - two\n",
        "events/calm.yaml": "events:\n  calm: {cost: 2}\nhistory: [three, four]\n",
        "events/empty.yaml": "# nothing yet\n",
    }
    source = load_folder(write(files), libyaml=libyaml)
    assert source.data == {
        "format": 1,
        "events": {"storm": {"cost": 1}, "calm": {"cost": 2}},
        "history": ["two", "one", "three", "four"],
    }
    assert source.place(("events", "calm", "cost")) == Place("harbour/events/calm.yaml", 2, 16)
    assert source.place(("history", 3)) == Place("harbour/events/calm.yaml", 3, 18)
    assert source.excerpt(source.place(("history", 1))) == "history: [one]"


def test_scenario_yaml_comes_first_and_the_others_by_name(write: Write) -> None:
    names = ["b.yaml", "scenario.yaml", "a/z.yaml", "a.yaml"]
    folder = write({name: f"order: [{name}]\n" for name in names})
    assert load_folder(folder).data["order"] == ["scenario.yaml", "a.yaml", "a/z.yaml", "b.yaml"]


def test_other_files_hidden_ones_and_deeper_folders_are_not_read(write: Write) -> None:
    files: Files = {
        "scenario.yaml": "a: 1\n",
        "notes.txt": "[",
        ".hidden.yaml": "[",
        ".git/x.yaml": "[",
        "art/map.svg": "<svg/>",
        "art/old/x.yaml": "[",
    }
    assert list(load_folder(write(files)).files) == ["scenario.yaml"]


def test_a_name_in_two_files_is_refused_with_both_places(write: Write, libyaml: bool) -> None:
    files: Files = {
        "scenario.yaml": "format: 1\nevents:\n  storm: 1\n",
        "more.yaml": "format: 1\nevents:\n  calm: 1\n  storm: 2\n",
    }
    first, second = problems_of(write(files), libyaml=libyaml)
    assert first.place == Place("harbour/more.yaml", 1, 1)
    assert "harbour/scenario.yaml:1:1" in first.message
    assert second.place == Place("harbour/more.yaml", 4, 3)
    assert "harbour/scenario.yaml:3:3" in second.message
    assert second.path == "events.storm"
    assert second.excerpt == "  storm: 2"


def test_one_broken_file_hides_no_problem_of_the_others(write: Write, libyaml: bool) -> None:
    files: Files = {
        "scenario.yaml": "a: [1\n",
        "b.yaml": "x: &y 1\nx: 2\n",
        "c.yaml": b"\xff",
        "d.yaml": "- list\n",
        "e.yml": "",
    }
    found = {problem.code for problem in problems_of(write(files), libyaml=libyaml)}
    assert found == {"E012", "E017", "E015", "E007", "E014", "E005"}


def test_digests_follow_names_and_contents_and_nothing_else(tmp_path: Path) -> None:
    files: Files = {"scenario.yaml": "a: 1\n", "b.yaml": "c: 1\n"}
    first = load_folder(write_folder(tmp_path / "first", files))
    again = load_folder(write_folder(tmp_path / "again", files))
    assert (first.files, first.digest) == (again.files, again.digest)
    assert [len(digest) for digest in (first.digest, *first.files.values())] == [32] * 3
    renamed: Files = {"scenario.yaml": "a: 1\n", "c.yaml": "c: 1\n"}
    changed: Files = {"scenario.yaml": "a: 1\n", "b.yaml": "c: 1 \n"}
    moved: Files = {"scenario.yaml": "c: 1\n", "b.yaml": "a: 1\n"}
    digests = {first.digest} | {
        load_folder(write_folder(tmp_path / str(index), each)).digest
        for index, each in enumerate((renamed, changed, moved))
    }
    assert len(digests) == 4


def test_an_absolute_folder_gives_absolute_places(tmp_path: Path) -> None:
    write_folder(tmp_path, {"scenario.yaml": "a: 1\n"})
    shown = (tmp_path / "scenario.yaml").as_posix()
    assert load_folder(tmp_path).place(("a",)) == Place(shown, 1, 4)


def link(at: Path, to: Path) -> None:
    try:
        at.symlink_to(to)
    except OSError:
        pytest.skip("this system lets nobody make links")


def test_links_inside_the_folder_are_followed_and_others_refused(write: Write) -> None:
    folder = write({"scenario.yaml": "a: 1\n", ".kept/b.yaml": "b: 2\n"})
    outside = write_folder(Path("elsewhere"), {"secret.yaml": "password: 1\n"})
    link(folder / "b.yaml", Path(".kept/b.yaml"))
    assert load_folder(folder).data == {"a": 1, "b": 2}
    link(folder / "leak.yaml", Path("..") / outside / "secret.yaml")
    link(folder / "leaks", Path("..") / outside)
    found = problems_of(folder)
    assert [problem.code for problem in found] == ["E004", "E004"]
    assert "password" not in str(ScenarioError(found))


def test_links_to_nothing_and_in_circles_are_refused(write: Write) -> None:
    folder = write({"scenario.yaml": "a: 1\n"})
    link(folder / "gone.yaml", Path("nowhere"))
    link(folder / "round.yaml", Path("round.yaml"))
    assert [problem.code for problem in problems_of(folder)] == ["E003", "E003"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_and_not_waited_for(write: Write) -> None:
    folder = write({"scenario.yaml": "a: 1\n"})
    os.mkfifo(folder / "pipe.yaml")
    assert only_problem(folder).code == "E003"


@pytest.mark.parametrize("name", ["missing", "file", "\0", "x" * 5_000])
def test_a_folder_that_cannot_be_read_is_one_problem(write: Write, name: str) -> None:
    write({"../file": "a: 1\n"})
    problem = only_problem(Path(name))
    assert problem.code == "E001"
    assert problem.place is None


# Refusals: for each code files, and line and column of the first problem, and words it shows

A = "harbour/scenario.yaml"
REFUSED: list[tuple[str, str, int, int, str]] = [
    ("E007", "", 1, 1, "UTF-8"),
    ("E008", "a: x\0y\n", 1, 5, "U+0000"),
    ("E008", "a: 1\nb: \x1b[2J\n", 2, 4, "U+001B"),
    ("E008", "a: x\u2028y\n", 1, 5, "U+2028"),
    ("E008", 'a: "\\x07"\n', 1, 4, "no character"),
    ("E008", 'a: "\\ud800"\n', 1, 4, "no character"),
    ("E009", "a:\n\tb: 1\n", 2, 1, "tab"),
    ("E009", "a:\n  b: 1\n  \tc: 1\n", 3, 3, "spaces"),
    ("E010", "a: 1\n b: 2\n", 2, 3, "indentation"),
    ("E010", "a:\n  b: 1\n c: 2\n", 3, 2, "indentation"),
    ("E010", "a: 1\nfoo\nb: 2\n", 2, 1, "space follows the colon"),
    ("E010", "- a\nb: 1\n", 2, 1, "do not fit|does not fit"),
    ("E010", 'a: "\\q"\n', 1, 4, "two backslashes"),
    ("E010", "a: [1]]\n", 1, 7, "does not fit"),
    ("E011", "when: > x\n", 1, 7, 'when: "> x"'),
    ("E011", "when: [a] > 3\n", 1, 7, 'when: "[a] > 3"'),
    ("E011", "when: 'a' in b\n", 1, 7, "when: \"'a' in b\""),
    ("E011", "when: %a\n", 1, 7, 'when: "%a"'),
    ("E011", "when: @a\n", 1, 7, 'when: "@a"'),
    ("E011", "when: `a\n", 1, 7, 'when: "`a"'),
    ("E011", "label: a: b\n", 1, 8, 'label: "a: b"'),
    ("E011", "a: {when: q in [1, 2]}\n", 1, 11, 'when: "q in [1, 2]"'),
    ("E011", "a: {b: 1,\n  when: >= 3,\n  c: 2}\n", 2, 9, 'when: ">= 3"'),
    ("E012", "a: [1, 2\n", 1, 4, "bracket"),
    ("E012", "a: {b: {c: 1\n", 1, 8, "bracket"),
    ("E012", "a: [1,", 1, 4, "bracket"),
    ("E012", "a: 'x\nb: 2\n", 1, 4, "never closed"),
    ("E012", 'a: "x\nb: "y"\n', 1, 4, "harbour/scenario.yaml:2:5"),
    ("E013", "---\na: 1\n---\nb: 1\n", 3, 1, "---"),
    ("E013", "# c\n%YAML 1.1\n---\na: 1\n", 2, 1, "%"),
    ("E013", "%unheard of\n---\na: 1\n", 1, 1, "%"),
    ("E014", "", 1, 1, "empty"),
    ("E014", "# only this\n", 1, 1, "empty"),
    ("E014", "- a\n- b\n", 1, 1, "a list"),
    ("E014", "a:1\n", 1, 1, "a space follows the colon"),
    ("E015", "a: 1\nb: 2\n'a': 3\n", 3, 1, "first is at harbour/scenario.yaml:1:1"),
    ("E015", "a: {b: 1, b: 2}\n", 1, 11, "first is at harbour/scenario.yaml:1:5"),
    ("E017", "a: *x\n", 1, 4, 'a: "*x"'),
    ("E017", "a: &x 1\n", 1, 4, 'a: "&x 1"'),
    ("E017", "a: &x\n  b: 1\n", 1, 4, "anchor"),
    ("E017", "*x : 1\n", 1, 1, "alias"),
    ("E018", "a: !done\n", 1, 4, 'a: "!done"'),
    ("E018", "a: !!python/name:os.system x\n", 1, 4, "!!python"),
    ("E018", "a: !!set {b}\n", 1, 4, "!!set"),
    ("E019", "a: {<<: {b: 1}}\n", 1, 5, "merge"),
    ("E020", "? [a]\n: 1\n", 1, 3, "a list cannot be a key"),
    ("E020", "{a: b}: 1\n", 1, 1, "a mapping cannot be a key"),
    ("E020", "'': 1\n", 1, 1, "a key is empty"),
    ("E021", "a: [min(a, 3)]\n", 1, 5, '"min(a, 3)"'),
    ("E021", "a: {set: x, to: min(a, 3)}\n", 1, 17, '"min(a, 3)"'),
    ("E021", "a: [b += 1, c -= clip(d, 0, 1)]\n", 1, 13, '"c -= clip(d, 0, 1)"'),
    ("E021", "a: [min(a]\n", 1, 5, "no other half"),
    ("E022", "a: " + "[" * 60, 1, 27, "24 deep"),
    ("E022", "a:\n" + "".join("  " * n + "- a:\n" for n in range(60)), 13, 25, "24 deep"),
    ("E024", f"a: {'1' * 40}\n", 1, 4, "40 characters"),
    ("E024", f"a: 0.{'1' * 40}\n", 1, 4, "quotes"),
]


@pytest.mark.parametrize(("code", "text", "line", "column", "words"), REFUSED)
def test_what_is_refused_has_a_code_a_place_and_what_to_write(
    write: Write, libyaml: bool, code: str, text: str, line: int, column: int, words: str
) -> None:
    content = b"\xff" if code == "E007" else text.encode()
    problem = problems_of(write({"scenario.yaml": content}), libyaml=libyaml)[0]
    assert (problem.code, problem.place) == (code, Place(A, line, column))
    assert any(word in render(problem) for word in words.split("|")), render(problem)
    assert problem.excerpt == ("\ufffd" if code == "E007" else _line(text, line))
    assert problem.expected or problem.hint or code == "E014"


def _line(text: str, line: int) -> str:
    return text.split("\n")[line - 1]


FOLDERS: list[tuple[str, Files]] = [
    ("E002", {"other.yaml": "a: 1\n"}),
    ("E003", {"scenario.yaml": "a: 1\n", "more.yaml/x": ""}),
    ("E005", {"scenario.yaml": "a: 1\n", "more.yml": "b: 1\n"}),
    ("E005", {"scenario.yaml": "a: 1\n", "sub/more.YAML": "b: 1\n"}),
    ("E006", {"scenario.yaml": b"#" * (MAX_FILE_BYTES + 1)}),
    ("E006", {"scenario.yaml": "a: 1\n", **{f"{n}.yaml": b"" for n in range(MAX_FILES)}}),
    ("E006", {f"{n}.yaml": b"#" * MAX_FILE_BYTES for n in ("scenario", "a", "b", "c", "d")}),
    ("E007", {"scenario.yaml": "a: 1\n", "b.yaml": b"# \xc3\xa9\nb: \xc3"}),
    ("E016", {"scenario.yaml": "a: {b: 1}\n", "b.yaml": "a: [1]\n"}),
    ("E016", {"scenario.yaml": "a: {b: 1}\n", "b.yaml": "a: 1\n"}),
    ("E015", {"scenario.yaml": "a:\n", "b.yaml": "a: 1\n"}),
]


@pytest.mark.parametrize(("code", "files"), FOLDERS)
def test_what_is_wrong_with_a_folder_is_said_once(write: Write, code: str, files: Files) -> None:
    assert only_problem(write(files)).code == code


def test_every_code_has_an_example_in_these_tests() -> None:
    elsewhere = {"E001", "E004", "E023", "E025"}
    shown = {code for code, *_ in REFUSED} | {code for code, _ in FOLDERS}
    assert shown | elsewhere == set(CODES)


def test_the_place_of_a_wrong_byte_counts_characters(write: Write) -> None:
    content = b"\xef\xbb\xbfa: 1\r\nb: \xc3\xa9\xc3\xa9\xff c\r\nd: 1\n"
    problem = only_problem(write({"scenario.yaml": content}))
    assert problem.place == Place(A, 2, 6)
    assert problem.excerpt == "b: éé\ufffd c"


def test_utf_16_is_recognised(write: Write) -> None:
    problem = only_problem(write({"scenario.yaml": "a: 1\n".encode("utf-16")}))
    assert "UTF-16" in problem.hint


def test_the_path_says_which_value_is_meant(write: Write, libyaml: bool) -> None:
    text = "events:\n  storm:\n    effects:\n      - a\n      - b: !c d\n    when: 1\n    when: 2\n"
    found = problems_of(write({"scenario.yaml": text}), libyaml=libyaml)
    assert [problem.path for problem in found] == ["events.storm.effects.1.b", "events.storm.when"]


def test_a_text_that_a_comment_may_have_cut_is_noted(write: Write, libyaml: bool) -> None:
    text = "a: Trials #22 held\nb:\n  - one # two\n  - x\n    y  #3\nc: {d: #4\n  e}\nf: '#5' #6\n"
    source = load_folder(write({"scenario.yaml": text}), libyaml=libyaml)
    assert source.cuts == (
        (("a",), Place(A, 1, 11), "Trials #22 held"),
        (("b", 1), Place(A, 5, 8), "x y  #3"),
    )


def test_values_nested_to_the_limit_are_read(write: Write, libyaml: bool) -> None:
    depth = MAX_DEPTH - 1  # the file itself is a mapping
    folder = write({"scenario.yaml": f"a: {'[' * depth}{']' * depth}\n"})
    assert load_folder(folder, libyaml=libyaml).data["a"] != []
    folder = write({"scenario.yaml": f"a: {'[' * (depth + 1)}{']' * (depth + 1)}\n"})
    assert only_problem(folder, libyaml=libyaml).code == "E022"


def test_each_split_call_is_one_problem(write: Write, libyaml: bool) -> None:
    text = "a: {x: [max(b, 1, c), 2], y: max(c, 2), z: max(d, 2)}\n"
    found = problems_of(write({"scenario.yaml": text}), libyaml=libyaml)
    assert [problem.expected for problem in found] == [
        '"max(b, 1, c)"',
        '"max(c, 2)"',
        '"max(d, 2)"',
    ]


def test_a_flood_of_problems_is_cut_and_says_so(write: Write, libyaml: bool) -> None:
    found = problems_of(write({"scenario.yaml": "a: 1\n" * 100_000}), libyaml=libyaml)
    assert len(found) == 201
    assert found[-1].code == "E025"


# Anything at all

FRAGMENTS = st.lists(
    st.sampled_from(
        [
            *"ab019.:,-?[]{}()'\"#&*!|>%@`~=<\\ \t\n\r\0\x85\u2028\ufeffé日",
            *(
                "\n  ",
                "\n    ",
                ": ",
                "- ",
                "a: ",
                "\nb: ",
                "? ",
                "<<: ",
                "---\n",
                "...\n",
                "%YAML 1.1",
            ),
            *("k: [", "k: {", "|\n  ", ">-\n ", '"\\u', "\\U00110000", "true", "null", "f(a, b)"),
        ]
    ),
    max_size=40,
).map("".join)


def assert_shown(problems: tuple[Problem, ...]) -> None:
    assert problems
    for problem in problems:
        assert problem.code in CODES
        assert json.dumps(as_json(problem))
        assert render(problem)
        place = problem.place
        assert place is None or 1 <= place.column <= len(problem.excerpt) + 1


def assert_refused_or_read(folder: Path, files: Files, *, libyaml: bool) -> None:
    try:
        source = load_folder(write_folder(folder, files), libyaml=libyaml)
    except ScenarioError as error:
        assert_shown(error.problems)
    else:
        for path in paths_in(source.data):
            for place in (source.place(path), source.key_place(path), source.column_of(path, 2)):
                assert place.column <= len(source.excerpt(place)) + 1


@given(FRAGMENTS)
@example("a: {")
@example('a: "\\UFFFFFFFF"')
@example("a: {\nc: [a?:, null  \n<<,>")
@example("? ")
@example("%YAML 99999999999999999999.1\n---\na: 1\n")
def test_any_text_is_read_or_refused(folder: Path, text: str) -> None:
    for libyaml in (yaml.__with_libyaml__, False):
        assert_refused_or_read(folder, {"scenario.yaml": text}, libyaml=libyaml)


@given(st.binary(max_size=200), st.binary(max_size=50))
def test_any_bytes_are_read_or_refused(folder: Path, content: bytes, more: bytes) -> None:
    for libyaml in (yaml.__with_libyaml__, False):
        files: Files = {"scenario.yaml": content, "more.yaml": more}
        assert_refused_or_read(folder, files, libyaml=libyaml)
    (folder / "more.yaml").unlink()


@given(st.integers(0, len(PLACED)))
def test_a_file_cut_anywhere_is_read_or_refused(folder: Path, end: int) -> None:
    for libyaml in (yaml.__with_libyaml__, False):
        assert_refused_or_read(folder, {"scenario.yaml": PLACED[:end]}, libyaml=libyaml)


# Hostile files, each in a process that may not use more than the memory promised

HOSTILE: dict[str, tuple[str, str]] = {
    "open lists": ("a: " + "[" * 200_000, "E022"),
    "closed lists": ("a: " + "[" * 200_000 + "]" * 200_000, "E022"),
    "open mappings": ("a: " + "{a: " * 200_000, "E022"),
    "block lists": ("- " * 200_000 + "x", "E022"),
    "block keys": ("? " * 200_000 + "x", "E020"),
    "block mappings": ("".join(" " * n + "a:\n" for n in range(2_500)), "E022"),
    "alias bomb": ("a: &a [x, x]\n" + "".join(f"{n}: &b{n} [*a, *a]\n" for n in range(30)), "E017"),
    "merge bomb": ("a: &a {b: 1}\n" + "c: {<<: [*a, *a]}\n" * 30, "E017"),
    "a long text": ("a: " + "x" * 100_000, ""),
    "the longest text": ("a: " + "x " * (MAX_FILE_BYTES // 2 - 2), ""),
    "a long open quote": ('a: "' + "x\n " * 1_000_000, "E012"),
    "a long key": ("x" * 1_000_000 + ": 1\n", "E010"),
    "a long number": ("a: " + "1" * 1_000_000, "E024"),
    "many values": ("a: [" + "x," * 1_000_000 + "]", "E023"),
    "many sections": ("".join(f"k{n}:\n" for n in range(300_000)), "E023"),
    "many lines": ("\n" * MAX_FILE_BYTES, "E014"),
    "many parentheses": ("a: [" + "(" * 1_000_000 + "]", "E021"),
    "many colons": ("a: " + "b: " * 1_000_000, "E011"),
    "many documents": ("---\n" * 1_000_000, "E013"),
    "tabs": ("a: 1\n" + "\t" * 1_000_000 + "x", "E009"),
    "50 MB": ("#" * 50_000_000, "E006"),
}

LOAD = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (500_000_000, 500_000_000))
except ImportError:
    pass
from game.scenario.problems import ScenarioError
from game.scenario.source import load_folder
for folder in sys.argv[2:]:
    try:
        load_folder(Path(folder))
        print()
    except ScenarioError as error:
        assert len(str(error)) < 1_000_000
        print(error.problems[0].code)
"""


def test_hostile_files_are_read_or_refused_within_bounds(tmp_path: Path) -> None:
    folders = [
        write_folder(tmp_path / str(number), {"scenario.yaml": text})
        for number, (text, _) in enumerate(HOSTILE.values())
    ]
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", LOAD, str(root), *map(str, folders)],
        capture_output=True,
        text=True,
        timeout=120,  # says where it hangs; what is normal is a tenth of it
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    codes = dict(zip(HOSTILE, done.stdout.split("\n"), strict=False))
    assert codes == {name: code for name, (_, code) in HOSTILE.items()}
