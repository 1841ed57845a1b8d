"""Runs of text and their breaking into lines, without pygame: how wide a word is, is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

Measure = Callable[[str, str], int]
"""(style, text) -> width in pixels; styles are "", "bold" and "italic"."""

_BETWEEN = 0.45
"""The distance of two paragraphs, in lines."""

_WORD = re.compile(r"\S+|\s+")
_EMPTY_LINE = re.compile(r"\n\s*\n")


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
    """Words side by side. The last line of a paragraph is never stretched. `plain` is the line as
    one string where its words are all alike and not stretched.
    """

    words: tuple[Word, ...]
    width: int
    last: bool
    plain: str = ""


class Typeset:
    """Paragraphs in one size of type: their words, the concepts that are links in them, and their
    lines in as many widths as were asked for. `lead` is the distance of lines, `justify` stretches
    them to the width.
    """

    def __init__(
        self, parts: Sequence[Sequence[Span]], measure: Measure, lead: int, *, justify: bool
    ) -> None:
        self.words = [words(part, measure) for part in parts]
        self.links = tuple(span.link for part in parts for span in part if span.link)
        self.lead = lead
        self._measure = measure
        self._justify = justify
        self._lines: dict[int, list[tuple[int, Line]]] = {}

    @cached_property
    def longest_word(self) -> int:
        """The width of the longest word."""
        return max((word.width for part in self.words for word in part), default=0)

    @cached_property
    def longest_paragraph(self) -> int:
        """The width of the longest paragraph on one line."""
        return max((self._on_one_line(part) for part in self.words), default=0)

    def lines(self, width: int) -> list[tuple[int, Line]]:
        """The lines in a width, each with its distance from the top."""
        if width not in self._lines:
            placed = []
            y = 0
            for part in self.words:
                for line in break_lines(part, width, self._measure):
                    placed.append((y, justified(line, width) if self._justify else line))
                    y += self.lead
                y += round(self.lead * _BETWEEN)
            self._lines[width] = placed
        return self._lines[width]

    def _on_one_line(self, part: Sequence[Word]) -> int:
        spaces = (self._measure(word.style, " ") for word in part if word.spaced)
        return sum(word.width for word in part) + sum(spaces)


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text: an empty line parts them, a single line end does not."""
    parts = (" ".join(part.split()) for part in _EMPTY_LINE.split(text))
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


def _line(words: Sequence[Word], width: int, *, last: bool) -> Line:
    plain = ""
    if not any(word.link or word.style for word in words):
        plain = "".join((" " if w.spaced and i else "") + w.text for i, w in enumerate(words))
    return Line(tuple(words), width, last, plain)


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
            lines.append(_line(line, used, last=False))
            line, used = [], 0
            waiting.append(word)
        else:
            head, rest = _split(word, width - used, measure, whole=not line)
            if head:
                line.append(_at(head, used))
                used += head.width
            lines.append(_line(line, used, last=False))
            line, used = [], 0
            if rest.text:
                waiting.append(rest)
    if line:
        lines.append(_line(line, used, last=True))
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


def told(text: str, terms: Sequence[str]) -> list[list[Span]]:
    """Return the paragraphs of a text, in which the first mention of every term is a link to it."""
    found: list[list[Span]] = []
    seen: set[str] = set()
    for part in paragraphs(text):
        spans = marked(part, terms)
        found.append([replace(s, link="", style="") if s.link in seen else s for s in spans])
        seen |= {span.link for span in spans if span.link}
    return found


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
