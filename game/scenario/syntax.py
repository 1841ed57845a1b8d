"""Why a line is not the YAML its author meant, in an author's words.

Most broken lines hold a text that begins with a sign of YAML's own, or contains one; such a text is
found by looking at the line alone and shown with the quotes it needs. Lines and columns count
from 0 here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple


class Complaint(NamedTuple):
    """What is wrong at a line and column."""

    code: str
    line: int
    column: int
    message: str
    expected: str
    hint: str = ""


class Unquoted(NamedTuple):
    """A text on a line that only quotes can carry, and the column it begins at."""

    column: int
    text: str


_LONGEST_LINE: Final = 2_000
_LONGEST_SHOWN: Final = 120
_LONGEST_ITEM: Final = 400
_INDICATORS: Final = "!&*%@`,]}"

# Indentation, dashes, and a key with its colon, if any.
_BEFORE_VALUE = re.compile(
    r"""[ ]*(?:-[ ]+)*
        (?:(?:"[^"]*"|'[^']*'|[^\s\[\]{}"'#&*!|>%@`,][^#]*?):(?=[ ]|$)[ ]*)?""",
    re.VERBOSE,
)
_BRACKET = re.compile(r"[\[{]")
_COMMENT = re.compile(r"(?:^|\s)#")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]{0,2}")
_TOKEN = re.compile(
    r"""(?P<space>\s+)
      | (?P<comment>(?<=\s)\#.*)
      | (?P<quoted>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')
      | (?P<open>[\[{])
      | (?P<close>[\]}])
      | (?P<comma>,)
      | (?P<colon>:(?=[\s,\]}]|$))
      | (?P<plain>(?:[^\s\[\]{},:]|:(?![\s,\]}]|$))+)""",
    re.VERBOSE,
)


def quoted(text: str) -> str:
    """The text as a quoted scalar on one line, cut when it is long."""
    shown = text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
    if '"' in shown or "\\" in shown:
        return "'" + shown.replace("'", "''") + "'"
    return f'"{shown}"'


def balanced(text: str) -> bool:
    """Whether every parenthesis in the text has its other half."""
    depth = 0
    for char in text:
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return False
    return depth == 0


def item_end(text: str, start: int) -> int:
    """Where the item of a list in brackets that begins at `start` was probably meant to end."""
    depth = 0
    for end in range(start, min(len(text), start + _LONGEST_ITEM)):
        char = text[end]
        if char == "\n" or (depth <= 0 and char in ",]}"):
            return end
        depth += (char in "([{") - (char in ")]}")
    return min(len(text), start + _LONGEST_ITEM)


def unquoted(line: str, *, in_brackets: bool) -> Unquoted | None:
    """The first text on the line that needs quotes; `in_brackets` when brackets were opened on a
    line above.
    """
    line = line[:_LONGEST_LINE]
    if in_brackets:
        return _unquoted_item(line, 0, whole=False)
    before = _BEFORE_VALUE.match(line)
    column = before.end() if before else 0
    text = _COMMENT.split(line[column:])[0].rstrip()
    if text[:1] in ("[", "{", '"', "'"):
        return _unquoted_item(line, column, whole=True)
    return Unquoted(column, text) if text and _misread(text) else None


def with_quotes(line: str, found: Unquoted) -> str:
    """The text with quotes, behind the key or dash that stands before it."""
    before = line[: found.column]
    if _BRACKET.search(before):
        before = re.split(r"[\[{,]", before)[-1]
    text = found.text
    # Quotes around a text that holds the same quote: 'it's late'.
    if text[0] in "\"'" and text[0] == text[-1] and not re.search(rf"{text[0]}\s", text):
        text = text[1:-1]
    return f"{before.lstrip()}{quoted(text)}"


def explain(
    lines: Sequence[str],
    words: str,
    at: tuple[int, int],
    begun: tuple[int, int] | None,
    bracket: tuple[int, int] | None,
) -> Complaint:
    """What an author did to get an error of PyYAML.

    `words` are the error's context and problem, `at` is where it was met, `begun` where the thing
    that it broke begins, and `bracket` where the innermost open bracket stands.
    """
    if bracket and (at <= bracket or _is_end(lines, at)):
        return Complaint("E012", *bracket, *_OPEN_BRACKET)
    for place in (at, None if "block" in words and "scalar" not in words else begun):
        line = lines[place[0]] if place and place[0] < len(lines) else ""
        found = unquoted(line, in_brackets=bool(bracket))
        if place and found:
            message = f"this text needs quotes: {found.text[:_LONGEST_SHOWN]}"
            expected = with_quotes(line, found)
            return Complaint("E011", place[0], found.column, message, expected, _SIGNS)
    for pattern, code, from_start, message, expected, hint in _EXPLANATIONS:
        if re.search(pattern, words):
            place = begun if from_start and begun else at
            return Complaint(code, *place, message, expected, hint)
    return Complaint("E010", *at, "this is not valid YAML", _ENTRY, f"the parser says: {words}")


_SIGNS: Final = "signs such as > ! & * % @ [ { at its beginning, and ': ' in it, belong to YAML"
_QUOTES: Final = "put quotes around a text with brackets, commas or colons"
_OPEN_BRACKET: Final = (
    "the bracket opened here is not closed, or a comma is missing",
    "commas between the items and a closing bracket",
    _QUOTES,
)
_ENTRY: Final = "'key: value', or '- item' in a list"

# Pattern in PyYAML's words, code, whether the place is where the broken thing begins, message,
# expected, hint. The first that fits is taken.
_EXPLANATIONS: Final = (
    (
        "maximum nesting depth",  # libyaml 0.2.6 refuses a thousand brackets before we count them
        "E022",
        False,
        "values are nested too deeply",
        "a few levels, as in the scenarios that are shipped",
        "is a bracket not closed?",
    ),
    (
        "invalid Unicode",
        "E008",
        True,
        "an escape in this text gives no character",
        "the character itself",
        "",
    ),
    (
        "escape|hexdecimal",
        "E010",
        True,
        "a backslash in double quotes begins an escape that YAML does not know",
        "single quotes around the text, or two backslashes",
        "",
    ),
    (
        "quoted scalar",
        "E012",
        True,
        "the quote opened here is never closed",
        "the same quote at the end of the text",
        "",
    ),
    (
        "flow (sequence|mapping)",
        "E012",
        True,
        *_OPEN_BRACKET,
    ),
    (
        "(mapping values|mapping keys|sequence entries) are not allowed",
        "E010",
        False,
        "no entry can begin here",
        "one entry a line, entries of one section under each other",
        "the line above already has a value: check the indentation, or use quotes",
    ),
    (
        "could not find expected ':'",
        "E010",
        True,
        "this is neither a key with a value nor an item",
        _ENTRY,
        "a space follows the colon; a text of several lines is indented",
    ),
    (
        "expected node content|the node content",
        "E010",
        False,
        "a value was expected here",
        _ENTRY,
        _QUOTES,
    ),
    (
        "block (mapping|collection|sequence)|document start",
        "E010",
        False,
        "this line does not fit those above",
        "entries of one section, or items of one list, under each other",
        "check the indentation, and that the lines above are complete",
    ),
)


def _is_end(lines: Sequence[str], at: tuple[int, int]) -> bool:
    """Whether nothing but blanks follows."""
    rest = "".join(lines[at[0] : at[0] + 1])[at[1] :]
    return not rest.strip() and not any(line.strip() for line in lines[at[0] + 1 :])


def _misread(text: str) -> bool:
    """Whether YAML reads a text outside brackets as something else."""
    first = text[0]
    if first in "|>":
        return not _BLOCK_HEADER.fullmatch(text)
    if first in "-?:":
        return text[1:2] in ("", " ")
    return first in _INDICATORS or ": " in text or text.endswith(":")


def _unquoted_item(line: str, column: int, *, whole: bool) -> Unquoted | None:
    """The first item in brackets that needs quotes; with `whole`, also a value that goes on behind
    its closing quote or bracket.
    """
    opened: list[int] = []
    start, previous, after_colon = column, "", False
    for token in _TOKEN.finditer(line, column):
        kind = token.lastgroup or ""
        if kind == "space":
            continue
        if kind == "comment" or (kind == "plain" and token[0][0] in "\"'" and not previous):
            return None
        if whole and not opened and previous in ("quoted", "close"):
            text = _COMMENT.split(line[column:])[0].rstrip()
            return None if kind == "close" else Unquoted(column, text)
        if not previous:
            start = token.start()
        if _breaks_item(token[0], kind, previous) or (kind == "colon" and after_colon):
            text = line[start : item_end(line, start)].rstrip()
            return Unquoted(start, text) if text else None
        if kind == "open":
            opened.append(start)
        elif kind == "close" and opened:
            start = opened.pop()
        after_colon = kind == "colon" or (after_colon and kind in ("plain", "quoted"))
        previous = "" if kind in ("open", "comma", "colon") else kind
    return None


def _breaks_item(text: str, kind: str, previous: str) -> bool:
    """Whether a token cannot stand where it does; `previous` is the kind before it in its item."""
    if not previous:
        return kind == "plain" and (text[0] in "!&*%@`|>" or text == "-")
    return kind in ("open", "quoted") or (kind == "plain" and previous != "plain")
