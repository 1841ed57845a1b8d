"""A line that is not YAML is explained, and shown as it should be written."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from game.scenario.syntax import balanced, item_end, quoted, unquoted, with_quotes

NEED_QUOTES = [
    ("when: > x", 'when: "> x"'),
    ("when: >= 3  # enough", 'when: ">= 3"'),
    ("when: !done", 'when: "!done"'),
    ("when: *x", 'when: "*x"'),
    ("when: &x and y", 'when: "&x and y"'),
    ("when: %a", 'when: "%a"'),
    ("when: @a", 'when: "@a"'),
    ("when: `a`", 'when: "`a`"'),
    ("when: ,a", 'when: ",a"'),
    ("when: - a", 'when: "- a"'),
    ("when: ? a", 'when: "? a"'),
    ("when: | a", 'when: "| a"'),
    ("when: [a] > 3", 'when: "[a] > 3"'),
    ("when: 'a' in b", "when: \"'a' in b\""),
    ('when: "a" in b', "when: '\"a\" in b'"),
    ("label: Rally: the docks", 'label: "Rally: the docks"'),
    ("label: {target} resigns", 'label: "{target} resigns"'),
    ("label: 'it's late'", 'label: "it\'s late"'),
    ("  - !done", '- "!done"'),
    ("  - label: a: b", '- label: "a: b"'),
    ("x: {when: quarter in [1, 2], cost: 1}", 'when: "quarter in [1, 2]"'),
    ("x: {when: >= 3, cost: 1}", 'when: ">= 3"'),
    ("x: {cost: 1, when: [a] > 3}", 'when: "[a] > 3"'),
    ("x: {label: Rally: the docks}", 'label: "Rally: the docks"'),
    ("x: [a, 'b' in c]", "\"'b' in c\""),
    ("x: [a, @b]", '"@b"'),
    ("x: {label: Send {target} away}", 'label: "Send {target} away"'),
]


@pytest.mark.parametrize(("line", "mended"), NEED_QUOTES)
def test_a_text_that_yaml_misreads_is_shown_with_quotes(line: str, mended: str) -> None:
    found = unquoted(line, in_brackets=False)
    assert found is not None
    assert with_quotes(line, found) == mended
    assert line[found.column :].startswith(found.text)


@pytest.mark.parametrize(("line", "mended"), NEED_QUOTES)
def test_the_quoted_form_is_valid(line: str, mended: str) -> None:
    assert yaml.safe_load(mended)


def test_a_line_within_brackets_is_read_as_items() -> None:
    line = " when: >= 3,"
    found = unquoted(line, in_brackets=True)
    assert found is not None
    assert with_quotes(line, found) == 'when: ">= 3"'


@pytest.mark.parametrize(
    "line",
    [
        "",
        "# a comment: with > signs",
        "a: b",
        "a: -5 + b",
        "a: b > c and d",
        "a: |",
        "a: >-",
        "a: >2",
        "a: 'b: c'",
        'a: "b" # c',
        "a: [b, c]  # d",
        "a: {b: c, d: [e, 'f'], g: {h: i}}",
        "a: b#c",
        "- a",
        "- {a: b}",
        "'a': b",
        '"a": b',
        "a:",
        "a: [b,",
        "a: 'b",
        "a: [b]]",
    ],
)
def test_a_line_that_quotes_would_not_mend_is_left_alone(line: str) -> None:
    assert unquoted(line, in_brackets=False) is None


@given(st.text(st.characters(exclude_categories=["C", "Z"]), max_size=100))
def test_quoting_keeps_a_text_as_it_is(text: str) -> None:
    assert yaml.safe_load(quoted(text)) == text


@given(st.text(max_size=200), st.booleans())
def test_any_line_can_be_looked_at(line: str, in_brackets: bool) -> None:
    found = unquoted(line, in_brackets=in_brackets)
    assert found is None or with_quotes(line, found)


@pytest.mark.parametrize(
    ("text", "whole"),
    [("f(a)", True), ("", True), ("f(a", False), ("a)", False), (")(", False)],
)
def test_parentheses_need_their_other_half(text: str, whole: bool) -> None:
    assert balanced(text) is whole


def test_an_item_ends_behind_the_call_that_a_comma_splits() -> None:
    text = "[a += min(b, [c, d]), e]"
    assert text[1 : item_end(text, 1)] == "a += min(b, [c, d])"
    assert item_end("f(a\n, b)", 0) == 3
