"""Scenario files into plain values that remember their places.

The YAML read here is a strict part of the language. Only true, false, null, `~`, an empty value,
whole numbers (`-12`) and decimals (`0.5`) are not text: `NO`, `on`, `1924-01`, `12:30`, `0123` and
`1e3` stay as they are written. Keys are always text. Keys given twice, anchors, aliases, tags,
merge keys, several documents and very deep or very large files are refused, all together and each
with its place. A tab behind the indentation reads as a space.

PyYAML delivers events; the values are built from them here, without recursion, so that no file can
exhaust the stack.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final, NamedTuple, NoReturn, cast

import yaml

from game.scenario.folder import MAIN_FILE, TextFile, read_folder
from game.scenario.problems import KeyPath, Place, Problem, ScenarioError, dotted
from game.scenario.syntax import balanced, explain, item_end, quoted, unquoted, with_quotes

MAX_DEPTH: Final = 24
MAX_NODES: Final = 250_000
MAX_PROBLEMS: Final = 200

CODES: Final = {
    "E001": "the scenario folder cannot be read",
    "E002": "the folder has no scenario.yaml",
    "E003": "a file or folder cannot be read",
    "E004": "a link leads out of the scenario folder",
    "E005": "a file's name does not end in .yaml",
    "E006": "a file, or all files together, are too large",
    "E007": "a file is not UTF-8",
    "E008": "a text holds a control character",
    "E009": "a line is indented with a tab",
    "E010": "a line is not valid YAML",
    "E011": "a text needs quotes",
    "E012": "a quote or bracket is not closed",
    "E013": "a file holds several documents or a directive",
    "E014": "a file does not consist of sections",
    "E015": "a name is given twice",
    "E016": "a section is of different kinds in two files",
    "E017": "an anchor or alias is used",
    "E018": "a tag is used",
    "E019": "a merge key is used",
    "E020": "a key is not a name",
    "E021": "a comma splits a call in brackets",
    "E022": "values are nested too deeply",
    "E023": "the scenario holds too many values",
    "E024": "a number is too long",
    "E025": "there are too many problems to list",
}
"""The errors of this module, by code."""


class _Mark(NamedTuple):
    """Where a key and its value begin; `children` mirrors the mapping or list that the value is."""

    file: TextFile
    key_line: int
    key_column: int
    line: int
    column: int
    children: dict[str, _Mark] | list[_Mark] | None

    @property
    def place(self) -> Place:
        return self.file.place(self.line, self.column)

    @property
    def key_place(self) -> Place:
        return self.file.place(self.key_line, self.key_column)


class Cut(NamedTuple):
    """A text without quotes that a comment may have cut: the # stands close before a sign."""

    path: KeyPath
    place: Place
    whole: str


@dataclass(frozen=True, slots=True)
class Source:
    """A scenario as it is written: plain values, and where each of them stands.

    `data` holds dicts with text keys, lists, str, int, float, bool and None. `files` has the
    blake2b digest (32 hex digits) of every file by its path in the folder, `digest` is one for all
    their names and contents. `cuts` are the texts that may go on in a comment.
    """

    data: dict[str, Any]
    files: dict[str, str]
    digest: str
    cuts: tuple[Cut, ...]
    _marks: dict[str, _Mark]
    _texts: dict[str, TextFile]

    @property
    def folder(self) -> str:
        """The name of the folder that it was read from, "" where that has none."""
        main = (text for text in self._texts.values() if text.name == MAIN_FILE)
        return next((PurePosixPath(text.shown).parent.name for text in main), "")

    def place(self, path: KeyPath) -> Place:
        """Where the value at `path` begins, or that of the nearest parent if there is none."""
        mark = self._mark(path)
        return mark.place if mark else self._top()

    def key_place(self, path: KeyPath) -> Place:
        """Where the key of `path` begins, or that of the nearest parent if there is none.

        An item of a list has no key: the item itself.
        """
        mark = self._mark(path)
        return mark.key_place if mark else self._top()

    def column_of(self, path: KeyPath, offset: int) -> Place:
        """Where character `offset` (from 0) of the text at `path` stands in its file.

        The place of the value if it is not a text.
        """
        mark, value = self._mark(path), self.value(path)
        if mark is None or not isinstance(value, str):
            return self.place(path)
        return _place_in_text(mark, value, offset)

    def excerpt(self, place: Place) -> str:
        """The line at `place` as it is written; empty if there is none."""
        file = self._texts.get(place.file)
        return file.line(place.line - 1) if file else ""

    def _top(self) -> Place:
        return next(iter(self._texts.values())).place(0, 0)

    def _mark(self, path: KeyPath) -> _Mark | None:
        """The mark at `path`, or at the nearest parent that has one."""
        found: _Mark | None = None
        children: Any = self._marks
        for step in path:
            try:
                found = children[step]
            except (KeyError, IndexError, TypeError):
                break
            children = found.children if found else None
        return found

    def value(self, path: KeyPath) -> Any:
        """The value at `path`; None if there is none."""
        value: Any = self.data
        for step in path:
            if isinstance(value, str):
                return None
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                return None
        return value


def load_folder(
    folder: Path,
    *,
    libyaml: bool = yaml.__with_libyaml__,
    problems: list[Problem] | None = None,
) -> Source:
    """The scenario in `folder`.

    Read are scenario.yaml, then every other *.yaml beside it and one folder down, by name; names
    that begin with a dot are left out. Sections of one name are joined: mappings by key, lists one
    after the other. Without `libyaml` PyYAML's own parser is used: the same result, ten times
    slower.

    Raises ScenarioError with the problems of all files; given a list `problems`, names given twice
    are put there instead, if nothing else is wrong, and the first of each stands.
    """
    return _Reading(libyaml=libyaml).read(folder, problems)


class _EnoughError(Exception):
    """Nothing more is to be read in the folder."""


class _FileDoneError(Exception):
    """Nothing more is to be read in this file."""


class _Reading:
    """What was read of a scenario so far, and what is wrong with it."""

    def __init__(self, *, libyaml: bool) -> None:
        self.libyaml = libyaml
        self.problems: list[Problem] = []
        self.nodes = 0
        self.cuts: list[Cut] = []
        self.data: dict[str, Any] = {}
        self.marks: dict[str, _Mark] = {}

    def read(self, folder: Path, harmless: list[Problem] | None) -> Source:
        files, problems = read_folder(folder)
        with suppress(_EnoughError):
            for problem in problems:
                self.report(problem)
            for file in files:
                self._read_file(file)
        if harmless is not None and all(problem.code == "E015" for problem in self.problems):
            harmless += self.problems
        elif self.problems:
            raise ScenarioError(self.problems)
        digests = {file.name: file.digest for file in files}
        texts = {file.shown: file for file in files}
        return Source(self.data, digests, _digest(digests), tuple(self.cuts), self.marks, texts)

    def report(self, problem: Problem) -> None:
        """Add a problem; raises _EnoughError when there are too many to be of use."""
        if len(self.problems) == MAX_PROBLEMS:
            message = f"there are more than {MAX_PROBLEMS} problems: the rest is not listed"
            hint = "mend these first"
            self.problems.append(Problem("error", "E025", None, "", message, hint=hint))
            raise _EnoughError
        self.problems.append(problem)

    def _read_file(self, file: TextFile) -> None:
        try:
            values, mark = _Builder(file, self).build()
        except _FileDoneError:
            return
        if isinstance(values, dict):
            self._join(values, cast("dict[str, _Mark]", mark.children))
        elif values is not None or file.name == MAIN_FILE:
            self.report(
                Problem(
                    "error",
                    "E014",
                    mark.place,
                    "",
                    f"{file.name} is {_kind(values)}",
                    "sections: a name, a colon, and what belongs to it",
                    "a space follows the colon" if isinstance(values, str) else "",
                    file.line(mark.line),
                )
            )

    # Joining files

    def _join(self, values: dict[str, Any], marks: dict[str, _Mark]) -> None:
        """Add the sections of a file to those of the files before; an empty one adds nothing."""
        for section, value in values.items():
            earlier = self.data.get(section)
            if section not in self.data or (earlier is None and isinstance(value, dict | list)):
                self.data[section] = value
                self.marks[section] = marks[section]
            elif value is not None or not isinstance(earlier, dict | list):
                self._join_section(section, value, marks[section])

    def _join_section(self, section: str, value: Any, mark: _Mark) -> None:
        earlier, first = self.data[section], self.marks[section]
        if isinstance(earlier, dict) and isinstance(value, dict):
            here = cast("dict[str, _Mark]", mark.children)
            there = cast("dict[str, _Mark]", first.children)
            for name in value:
                if name in earlier:
                    self.refuse_twice((section, name), there[name], here[name])
                else:
                    earlier[name], there[name] = value[name], here[name]
        elif isinstance(earlier, list) and isinstance(value, list):
            earlier.extend(value)
            cast("list[_Mark]", first.children).extend(cast("list[_Mark]", mark.children))
        elif isinstance(earlier, dict | list) or isinstance(value, dict | list):
            self._refuse_kinds(section, value, mark)
        else:
            self.refuse_twice((section,), first, mark)

    def refuse_twice(self, path: KeyPath, first: _Mark, second: _Mark) -> None:
        self.report(
            Problem(
                "error",
                "E015",
                second.key_place,
                dotted(path),
                f"{_short(str(path[-1]))} is given twice; the first is at {first.key_place}",
                "every name once",
                "rename one of the two, or join them",
                second.file.line(second.key_line),
            )
        )

    def _refuse_kinds(self, section: str, value: Any, mark: _Mark) -> None:
        first, kind = self.marks[section], _kind(self.data[section])
        self.report(
            Problem(
                "error",
                "E016",
                mark.place,
                section,
                f"{_short(section)} is {_kind(value)} here, and {kind} at {first.place}",
                f"{kind} in both files",
                excerpt=mark.file.line(mark.line),
            )
        )


_LONGEST_SHOWN: Final = 60
_LONGEST_NUMBER: Final = 30

_SPECIAL: Final[dict[str, bool | None]] = {
    "": None,
    "~": None,
    "null": None,
    "true": True,
    "false": False,
}
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"-?[0-9]+\.[0-9]+")

# Control characters, surrogates, and line breaks that editors do not count as such.
_NOT_TEXT = re.compile(
    "[^\t\n -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_TAB_INDENT = re.compile(r"^ *(\t)[ \t]*[^ \t\n]", re.MULTILINE)
# Up to the first sign that is not in a comment.
_BEGINNING = re.compile(r"^[ \t]*[^ \t\n#]", re.MULTILINE)

# A comment that begins like a number: #22.
_CUT = re.compile(r"[ \t]+#(?=[^\s#])")
_CUTS = re.compile(r"[ \t]#[^\s#]")

_REFUSED: Final = "\0"  # stands where a refused key was: no text can hold it


@dataclass(slots=True)
class _Frame:
    """A mapping or list that is being built, and the key that waits for its value."""

    values: Any
    marks: Any
    line: int = 0
    column: int = 0
    in_brackets: bool = False
    is_key: bool = False
    key: str | None = None
    key_line: int = 0
    key_column: int = 0

    @property
    def wants_key(self) -> bool:
        return self.key is None and isinstance(self.values, dict)


class _Builder:
    """Builds the values of one file, and their marks, from PyYAML's events."""

    def __init__(self, file: TextFile, reading: _Reading) -> None:
        self._file = file
        self._reading = reading
        self._stack = [_Frame([], [])]
        self._documents = 0
        self._split_until = -1
        self._may_be_cut = _CUTS.search(file.text) is not None
        self._last: Any = None

    def build(self) -> tuple[Any, _Mark]:
        """The file's value and its mark; raises _FileDoneError if it cannot be read to its end."""
        self._check_characters()
        # PyYAML's two parsers disagree about tabs between values.
        events = _events(self._file.text.replace("\t", " "), libyaml=self._reading.libyaml)
        handlers = self._handlers()
        try:
            for event in events:
                handler = handlers.get(type(event))
                if handler:
                    handler(event)
                    self._last = event
        except yaml.MarkedYAMLError as error:
            self._refuse_syntax(error)
        document = self._stack[0]
        if document.values:
            return document.values[0], document.marks[0]
        return None, _Mark(self._file, 0, 0, 0, 0, None)

    def _check_characters(self) -> None:
        """Refuse what PyYAML's two parsers would refuse, or take, in different ways."""
        text = self._file.text
        if found := _NOT_TEXT.search(text):
            message = f"the character U+{ord(found[0]):04X} is not text"
            self._refuse_index(found.start(), "E008", message, "nothing in its place")
        if found := _TAB_INDENT.search(text):
            self._refuse_index(found.start(1), "E009", "a tab indents this line", "spaces")
        if (found := _BEGINNING.search(text)) and found[0] == "%":
            self._refuse_index(found.start(), "E013", "a directive begins here", "no %")

    def _refuse_index(self, index: int, code: str, message: str, expected: str) -> NoReturn:
        line = self._file.text.count("\n", 0, index)
        column = index - (self._file.text.rfind("\n", 0, index) + 1)
        self._report(code, line, column, message, expected, "")
        raise _FileDoneError

    # Events

    def _handlers(self) -> dict[type[yaml.Event], Callable[[Any], None]]:
        return {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._open,
            yaml.SequenceStartEvent: self._open,
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }

    def _scalar(self, event: Any) -> None:
        self._count(event)
        frame, mark, text = self._stack[-1], event.start_mark, event.value
        plain = not event.style  # '' from libyaml, None from the Python parser
        if event.style == '"' and _NOT_TEXT.search(text):
            message = "an escape in this text gives no character"
            self._refuse(event, "E008", message, "the character itself")
        split = plain and frame.in_brackets and self._is_split(event)
        if frame.wants_key:
            key = _REFUSED if split else self._key(event, plain=plain)
            frame.key, frame.key_line, frame.key_column = key, mark.line, mark.column
        else:
            value = self._plain_value(event) if plain else text
            if plain and self._may_be_cut and not frame.in_brackets:
                self._note_cut(event)
            self._attach(value, mark.line, mark.column, None)

    def _open(self, event: Any) -> None:
        self._count(event)
        if len(self._stack) > MAX_DEPTH:
            message = f"values are nested more than {MAX_DEPTH} deep"
            self._refuse(event, "E022", message, hint="is a bracket not closed?")
            raise _FileDoneError
        parent, mark = self._stack[-1], event.start_mark
        named = type(event) is yaml.MappingStartEvent
        values: Any = {} if named else []
        marks: Any = {} if named else []
        frame = _Frame(values, marks, mark.line, mark.column, event.flow_style)
        if parent.wants_key:
            self._refuse_key(event, f"{_kind(values)} cannot be a key")
            frame.is_key = True
            parent.key = _REFUSED
        self._stack.append(frame)

    def _close(self, _event: Any) -> None:
        frame = self._stack.pop()
        if not frame.is_key:
            self._attach(frame.values, frame.line, frame.column, frame.marks)

    def _alias(self, event: Any) -> None:
        self._refuse_sign(event, "E017", f"'*{event.anchor}' is an alias of YAML")
        frame = self._stack[-1]
        if frame.wants_key:
            frame.key = _REFUSED
        else:
            self._attach(None, event.start_mark.line, event.start_mark.column, None)

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            self._refuse(event, "E013", "a second document begins here", "no line with ---")
            raise _FileDoneError

    def _attach(
        self, value: Any, line: int, column: int, children: dict[str, _Mark] | list[_Mark] | None
    ) -> None:
        """Put a value into the mapping or list that is being built."""
        frame, file = self._stack[-1], self._file
        if frame.key is None:
            frame.values.append(value)
            frame.marks.append(_Mark(file, line, column, line, column, children))
            return
        if frame.key != _REFUSED:
            frame.values[frame.key] = value
            frame.marks[frame.key] = _Mark(
                file, frame.key_line, frame.key_column, line, column, children
            )
        frame.key = None

    def _count(self, event: Any) -> None:
        """Count a value, and refuse what YAML hangs before one."""
        self._reading.nodes += 1
        if self._reading.nodes > MAX_NODES:
            self._refuse(event, "E023", f"the scenario holds more than {MAX_NODES:,} values")
            raise _EnoughError
        if event.anchor is not None:
            self._refuse_sign(event, "E017", f"'&{event.anchor}' is an anchor of YAML")
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._refuse_sign(event, "E018", f"{_short(tag)} is a tag of YAML")

    # Keys and values

    def _key(self, event: Any, *, plain: bool) -> str:
        key: str = event.value
        marks = self._stack[-1].marks
        if plain and key == "<<":
            hint = "write the entries out"
            self._refuse(event, "E019", "'<<' is a merge key of YAML", hint=hint)
        elif not key:
            self._refuse_key(event, "a key is empty")
        elif key in marks:
            line, column = event.start_mark.line, event.start_mark.column
            second = _Mark(self._file, line, column, line, column, None)
            self._reading.refuse_twice((*self._path(), key), marks[key], second)
        else:
            return key
        return _REFUSED

    def _plain_value(self, event: Any) -> Any:
        text: str = event.value
        if text in _SPECIAL:
            return _SPECIAL[text]
        if text[0] not in "-0123456789":
            return text
        kind = int if _WHOLE.fullmatch(text) else float if _DECIMAL.fullmatch(text) else str
        if kind is not str and len(text) > _LONGEST_NUMBER:
            message = f"a number has {len(text):,} characters"
            expected = f"at most {_LONGEST_NUMBER}, or quotes if it is a text"
            self._refuse(event, "E024", message, expected)
            return None
        return kind(text)

    def _note_cut(self, event: Any) -> None:
        """Note a plain scalar behind which a comment begins as a text might go on."""
        end = event.end_mark
        line = self._file.line(end.line)
        found, path = _CUT.match(line, end.column), self._path()
        if found and path and len(self._reading.cuts) < MAX_PROBLEMS:
            place = self._file.place(end.line, found.end() - 1)
            whole = event.value + line[end.column :].rstrip()
            self._reading.cuts.append(Cut(path, place, whole))

    def _is_split(self, event: Any) -> bool:
        """Whether a plain scalar in brackets is a part of a call that a comma splits."""
        start = event.start_mark.index
        if start < self._split_until or balanced(event.value):
            return bool(start < self._split_until)
        self._split_until = item_end(self._file.text, start)
        item = self._file.text[start : self._split_until].strip()
        if balanced(item):
            message, expected = f"a comma splits {_short(item)}", quoted(item)
        else:
            message = f"a parenthesis in {_short(event.value)} has no other half"
            expected = "both, or quotes around the whole item"
        hint = "in [ ] and { } quote what holds a comma, or write one item a line"
        self._refuse(event, "E021", message, expected, hint)
        return True

    # Refusals

    def _path(self) -> KeyPath:
        """The way to the value that comes next, as far as its keys are known."""
        steps: list[str | int] = []
        for frame in self._stack[1:]:
            if frame.key is None and isinstance(frame.values, list):
                steps.append(len(frame.values))
            elif frame.key is None or frame.key == _REFUSED:
                break
            else:
                steps.append(frame.key)
        return tuple(steps)

    def _refuse(
        self, event: Any, code: str, message: str, expected: str = "", hint: str = ""
    ) -> None:
        self._report(code, event.start_mark.line, event.start_mark.column, message, expected, hint)

    def _refuse_key(self, event: Any, message: str) -> None:
        self._refuse(event, "E020", message, "a name", "put quotes around a text in brackets")

    def _refuse_sign(self, event: Any, code: str, message: str) -> None:
        """Refuse a value that begins with a sign of YAML; show it with quotes."""
        line = self._file.line(event.start_mark.line)
        in_brackets = self._stack[-1].in_brackets
        found = unquoted(line, in_brackets=False) or unquoted(line, in_brackets=in_brackets)
        expected = with_quotes(line, found) if found else ""
        self._refuse(event, code, message, expected, "use quotes, or write out what it stands for")

    def _refuse_syntax(self, error: yaml.MarkedYAMLError) -> NoReturn:
        at = error.problem_mark or error.context_mark
        begun = error.context_mark
        last = self._last
        if at and _runs_over_lines(last) and last.end_mark.line == at.line:
            end = self._file.place(at.line, last.end_mark.column)
            message = f"the quote opened here ends only at {end}"
            self._refuse(last, "E012", message, "the same quote at the end of the text")
            raise _FileDoneError
        frame = self._stack[-1]
        complaint = explain(
            self._file.lines,
            f"{error.context or ''}: {error.problem or ''}",
            (at.line, at.column) if at else (0, 0),
            (begun.line, begun.column) if begun else None,
            (frame.line, frame.column) if frame.in_brackets else None,
        )
        self._report(*complaint)
        raise _FileDoneError

    def _report(
        self, code: str, line: int, column: int, message: str, expected: str, hint: str
    ) -> None:
        place = self._file.place(line, column)
        path, excerpt = dotted(self._path()), self._file.line(line)
        problem = Problem("error", code, place, path, message, expected, hint, excerpt)
        self._reading.report(problem)


def _events(text: str, *, libyaml: bool) -> Iterator[yaml.Event]:
    """PyYAML's events of a text; raises yaml.MarkedYAMLError at the first error."""
    loader = yaml.CSafeLoader(text) if libyaml else yaml.SafeLoader(text)
    try:
        while (event := loader.get_event()) is not None:
            yield event
    except (ValueError, OverflowError) as error:  # the Python parser on an escape like \UFFFFFFFF
        mark = cast("yaml.SafeLoader", loader).get_mark()
        raise yaml.MarkedYAMLError(problem="invalid Unicode escape", problem_mark=mark) from error
    finally:
        loader.dispose()


def _digest(digests: dict[str, str]) -> str:
    """One digest for the names and contents of all files."""
    whole = hashlib.blake2b(digest_size=16)
    for name, digest in sorted(digests.items()):
        whole.update(f"{digest} {len(name)} {name}\n".encode("utf-8", "surrogatepass"))
    return whole.hexdigest()


def _runs_over_lines(event: Any) -> bool:
    """Whether an event is a text in quotes of more than one line."""
    quoted = type(event) is yaml.ScalarEvent and event.style in ("'", '"')
    return quoted and bool(event.end_mark.line > event.start_mark.line)


def _place_in_text(mark: _Mark, value: str, offset: int) -> Place:
    """Where a character of a text stands in its file.

    Folding and indentation change nothing but the blanks, so the others are counted.
    """
    wanted = sum(not char.isspace() for char in value[:offset])
    in_word = offset < len(value) and not value[offset].isspace()
    for count, (line, start, end) in enumerate(_written(mark)):
        if in_word and count == wanted:
            return mark.file.place(line, start)
        if not in_word and count + 1 == wanted:
            return mark.file.place(line, end)
    return mark.place


_ESCAPE = re.compile(r"\\(?:x(..)|u(.{4})|U(.{8})|(.?))")


def _written(mark: _Mark) -> Iterator[tuple[int, int, int]]:
    """Line, first column and end of every character of a text that is not blank."""
    lines = mark.file.lines
    line, column = mark.line, mark.column
    sign = lines[line][column : column + 1]
    if sign in ("|", ">"):
        line, column = line + 1, 0
    elif sign in ("'", '"'):
        column += 1
    while line < len(lines):
        text = lines[line]
        while column < len(text):
            end = column + 1
            blank = text[column].isspace()
            if sign == '"' and (escape := _ESCAPE.match(text, column)):
                end, blank = escape.end(), _is_blank(escape)
            elif sign == "'" and text.startswith("''", column):
                end += 1
            if not blank:
                yield line, column, end
            column = end
        line, column = line + 1, 0


def _is_blank(escape: re.Match[str]) -> bool:
    *codes, letter = escape.groups()
    if letter is None:
        return chr(int(next(code for code in codes if code), 16)).isspace()
    return letter in " tnrvf_NLP"


def _kind(value: Any) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    return "empty" if value is None else "a single value"


def _short(text: str) -> str:
    return f"'{text}'" if len(text) <= _LONGEST_SHOWN else f"'{text[:_LONGEST_SHOWN]}…'"
