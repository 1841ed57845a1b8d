"""Runs of text and their breaking into lines, without pygame: how wide a word is, is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

Measure = Callable[[str, str], int]
"""(style, text) -> width in pixels; styles are "", "bold" and "italic"."""

_WORD = re.compile(r"\S+|\s+")


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text of one style; `link` is the concept that it opens, or ""."""

    text: str
    style: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of a line: where it begins, and whether a space stands before it."""

    text: str
    style: str
    link: str
    width: int
    spaced: bool
    x: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """Words side by side. The last line of a paragraph is never stretched."""

    words: tuple[Word, ...]
    width: int
    last: bool


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text: an empty line parts them, a single line end does not."""
    parts = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text))
    return [part for part in parts if part]


def words(spans: Iterable[Span], measure: Measure) -> list[Word]:
    """Return the measured words of a paragraph."""
    found: list[Word] = []
    spaced = False
    for span in spans:
        for piece in _WORD.findall(span.text):
            if piece.isspace():
                spaced = True
                continue
            width = measure(span.style, piece)
            found.append(Word(piece, span.style, span.link, width, spaced and bool(found)))
            spaced = False
    return found


def break_lines(paragraph: Sequence[Word], width: int, measure: Measure) -> list[Line]:
    """Return the lines of a paragraph in that width. A word wider than the whole line is broken,
    so nothing is ever cut off.
    """
    lines: list[Line] = []
    line: list[Word] = []
    used = 0
    waiting = list(reversed(paragraph))
    while waiting:
        word = waiting.pop()
        before = measure(word.style, " ") if word.spaced and line else 0
        if used + before + word.width <= width:
            line.append(_at(word, used + before))
            used += before + word.width
        elif line and (word.spaced or word.width <= width):
            # What is not parted from the word before it (a comma after a link) goes with it.
            while not word.spaced and len(line) > 1:
                waiting.append(word)
                word = line.pop()
                used = line[-1].x + line[-1].width
            lines.append(Line(tuple(line), used, last=False))
            line, used = [], 0
            waiting.append(word)
        else:
            head, rest = _split(word, width - used, measure, whole=not line)
            if head:
                line.append(_at(head, used))
                used += head.width
            lines.append(Line(tuple(line), used, last=False))
            line, used = [], 0
            if rest.text:
                waiting.append(rest)
    if line:
        lines.append(Line(tuple(line), used, last=True))
    return lines


def justified(line: Line, width: int) -> Line:
    """Return the line with its spaces widened to fill the width, unless it is a last line."""
    gaps = sum(word.spaced for word in line.words[1:])
    spare = width - line.width
    if line.last or not gaps or spare > width // 4:
        return line
    passed = 0
    moved = []
    for index, word in enumerate(line.words):
        passed += bool(index and word.spaced)
        moved.append(_at(word, word.x + spare * passed // gaps))
    return Line(tuple(moved), width, last=False)


def marked(text: str, terms: Sequence[str]) -> list[Span]:
    """Return the text as spans in which the first mention of every term is a link to it."""
    found: list[tuple[int, int, str]] = []
    for term in sorted(terms, key=len, reverse=True):
        hit = re.search(rf"(?<!\w){re.escape(term)}(?!\w)", text, re.IGNORECASE)
        if hit and all(hit.end() <= start or hit.start() >= end for start, end, _ in found):
            found.append((hit.start(), hit.end(), term))
    spans = []
    at = 0
    for start, end, term in sorted(found):
        spans += [Span(text[at:start]), Span(text[start:end], "bold", term)]
        at = end
    return [span for span in (*spans, Span(text[at:])) if span.text]


def _at(word: Word, x: int) -> Word:
    return Word(word.text, word.style, word.link, word.width, word.spaced, x)


def _split(word: Word, room: int, measure: Measure, *, whole: bool) -> tuple[Word | None, Word]:
    """Cut a word at the last letter that fits; on an empty line at least one letter is taken."""
    fits = 1 if whole else 0
    while fits < len(word.text) - 1 and measure(word.style, word.text[: fits + 1]) <= room:
        fits += 1
    head, rest = word.text[:fits], word.text[fits:]
    first = Word(head, word.style, word.link, measure(word.style, head), word.spaced)
    second = Word(rest, word.style, word.link, measure(word.style, rest), spaced=False)
    return (first if head else None), second
