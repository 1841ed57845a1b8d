"""Text is broken into lines without losing a letter and without a line too wide."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from game.window.text import Span, break_lines, justified, marked, paragraphs, words


def measure(style: str, text: str) -> int:
    return len(text) * (9 if style == "bold" else 8)


SPANS = st.lists(
    st.builds(Span, st.text("ab c,—я\n", max_size=30), st.sampled_from(["", "bold", "italic"])),
    max_size=6,
)


@given(SPANS, st.integers(9, 200))
def test_no_letter_is_lost_and_no_line_is_too_wide(spans: list[Span], width: int) -> None:
    lines = break_lines(words(spans, measure), width, measure)

    told = "".join(word.text for line in lines for word in line.words)
    assert told == "".join("".join(span.text.split()) for span in spans)
    for line in lines:
        assert line.width <= width
        assert line.words[-1].x + line.words[-1].width == line.width


@given(SPANS, st.integers(40, 200))
def test_stretched_lines_end_at_the_margin_and_words_stay_apart(
    spans: list[Span], width: int
) -> None:
    for line in break_lines(words(spans, measure), width, measure):
        full = justified(line, width)

        assert full.width in (line.width, width)
        for a, b in zip(full.words, full.words[1:], strict=False):
            assert a.x + a.width <= b.x


def test_a_comma_stays_with_the_word_before_it() -> None:
    spans = [Span("aaaa bbbb", "bold"), Span(", cc")]

    lines = break_lines(words(spans, measure), 80, measure)

    assert [[w.text for w in line.words] for line in lines] == [["aaaa"], ["bbbb", ",", "cc"]]


def test_a_word_wider_than_the_line_is_broken_not_cut() -> None:
    lines = break_lines(words([Span("abcdefghij")], measure), 32, measure)

    assert [line.words[0].text for line in lines] == ["abcd", "efgh", "ij"]


def test_an_empty_line_parts_paragraphs_and_a_line_end_does_not() -> None:
    assert paragraphs("one\ntwo\n\n  three\n \n\n") == ["one two", "three"]


def test_only_the_first_whole_mention_of_a_term_is_marked() -> None:
    spans = marked("The Charterhouse keeps the Charter; the charter stays.", ["Charter"])

    assert [(span.text, span.link) for span in spans if span.link] == [("Charter", "Charter")]
    assert (
        "".join(span.text for span in spans)
        == "The Charterhouse keeps the Charter; the charter stays."
    )


def test_a_longer_term_wins_over_one_inside_it() -> None:
    spans = marked("the Grain Exchange", ["Grain", "Grain Exchange"])

    assert [span.link for span in spans if span.link] == ["Grain Exchange"]
