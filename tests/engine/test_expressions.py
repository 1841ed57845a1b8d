"""The expression language: what is written is read back, and nothing else is let in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from game.engine.expressions import (
    MAX_LENGTH,
    MAX_NESTING,
    Attribute,
    Binary,
    Call,
    Choice,
    Compare,
    Date,
    ExpressionError,
    Logic,
    Name,
    Number,
    Tree,
    Unary,
    Within,
    conjuncts,
    parse,
    parse_statement,
    summands,
)

# Trees and how they are written

_IDS = st.sampled_from(("grain", "actor", "it", "a", "north_quay", "x2"))
_LEAVES = st.one_of(
    st.integers(0, 10**9).map(lambda n: Number(float(n), 0)),
    st.integers(0, 9999).map(lambda n: Number(n / 100, 0)),
    st.booleans().map(lambda truth: Number(float(truth), 0, truth=True)),
    st.builds(lambda y, m: Date(y * 12 + m - 1, 0), st.integers(1700, 2199), st.integers(1, 12)),
    _IDS.map(lambda id: Name(id, 0)),
)


_COMPARISONS = st.sampled_from(("<", "<=", ">", ">=", "==", "!="))


def _branches(inner: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Attribute, _IDS.map(lambda id: Name(id, 0)), _IDS, st.just(0)),
        st.builds(Call, _IDS, st.lists(inner, max_size=3).map(tuple), st.just(0)),
        st.builds(Unary, st.sampled_from(("-", "not")), inner, st.just(0)),
        st.builds(Binary, st.sampled_from("+-*/"), inner, inner, st.just(0)),
        st.builds(Compare, _COMPARISONS, inner, inner, st.just(0)),
        st.builds(Logic, st.sampled_from(("and", "or")), several, st.just(0)),
        st.builds(Choice, inner, inner, inner, st.just(0)),
        st.builds(Within, inner, several, st.just(0)),
    )


TREES: st.SearchStrategy[Tree] = st.recursive(_LEAVES, _branches, max_leaves=12)


def show(tree: Tree) -> str:  # noqa: C901 - one case a kind of part
    """A tree as it may be written, with a bracket around every part."""
    match tree:
        case Number(value=value, truth=True):
            return "true" if value else "false"
        case Number(value=value):
            return str(int(value)) if value == int(value) else str(value)
        case Date(months=months):
            return f"{months // 12}-{months % 12 + 1:02}"
        case Name(id=id):
            return id
        case Attribute(of=of, name=name):
            return f"{show(of)}.{name}"
        case Call(name=name, args=args):
            return f"{name}({', '.join(show(arg) for arg in args)})"
        case Unary(op=op, x=x):
            return f"({op} {show(x)})"
        case Binary(op=op, a=a, b=b) | Compare(op=op, a=a, b=b):
            return f"({show(a)} {op} {show(b)})"
        case Logic(op=op, items=items):
            return "(" + f" {op} ".join(show(item) for item in items) + ")"
        case Choice(condition=condition, a=a, b=b):
            return f"({show(a)} if {show(condition)} else {show(b)})"
        case Within(x=x, items=items):
            return f"({show(x)} in [{', '.join(show(item) for item in items)}])"


def shape(tree: object) -> object:
    """A tree without its places."""
    if isinstance(tree, tuple):
        return tuple(shape(item) for item in tree)
    if not is_dataclass(tree):
        return tree
    parts = (getattr(tree, slot.name) for slot in fields(tree) if slot.name != "at")
    return (type(tree).__name__, *(shape(part) for part in parts))


@given(TREES)
def test_what_is_written_is_read_back(tree: Tree) -> None:
    text = show(tree)
    if len(text) <= MAX_LENGTH:
        assert shape(parse(text)) == shape(tree)


@given(TREES, st.sampled_from((" ", "\n", "\t", "  ")))
def test_blanks_and_line_breaks_change_nothing(tree: Tree, blank: str) -> None:
    text = show(tree)
    if len(text) * 2 <= MAX_LENGTH:
        assert shape(parse(f"{blank}{text.replace(' ', blank)}{blank}")) == shape(tree)


@given(TREES)
def test_every_part_says_where_it_stands(tree: Tree) -> None:
    text = show(tree)
    if len(text) > MAX_LENGTH:
        return
    for part in parts_of(parse(f"  {text}", shift=5)):
        if isinstance(part, Name | Call):
            name = part.id if isinstance(part, Name) else part.name
            assert f"     {'  '}{text}"[part.at :].startswith(name)


def parts_of(tree: Tree) -> list[Tree]:
    found = [tree]
    for slot in tree.__slots__:
        value = getattr(tree, slot)
        for part in value if isinstance(value, tuple) else (value,):
            if hasattr(part, "at"):
                found += parts_of(part)
    return found


def trouble(read: Callable[[str], object], text: str) -> ExpressionError | None:
    """The error that reading a text ends in, if any; another kind of error is not caught."""
    try:
        read(text)
    except ExpressionError as error:
        return error
    return None


@given(st.text(max_size=60))
@example("")
@example("1if x else 2")
@example("x\x00")
@example("'\\d'")
@example("１")
@example("1925-04-04")
@example("x.__class__")
@example("a < b in [1]")
@example("f(*a)")
@example("f(x for x in y)")
@example("[1][0]")
@example("None")
@example("lambda: 1")
@example("(yield)")
@example("0x1f + 1e5 + 1j + 1_000 + 007")
def test_any_text_is_a_tree_or_an_expression_error(text: str) -> None:
    error = trouble(parse, text)
    assert error is None or (0 <= error.at <= len(text) and error.message and error.expected)


@given(st.text(alphabet="abit. +-*/<>=!()[],0123456789\n", max_size=80))
def test_any_text_in_the_alphabet_is_a_tree_or_an_expression_error(text: str) -> None:
    error = trouble(parse, text)
    assert error is None or 0 <= error.at <= len(text)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("__import__('os').system('x')", 11),
        ("().__class__.__bases__", 0),
        ("9**9**9", 0),
        ("grain % 3", 6),
        ("a; b", 1),
        ("[a for a in b]", 0),
        ("(a := 3)", 3),
        ("a @ b", 2),
        ("f(x=1)", 0),
        ("a.b(c)", 0),
        ("a is b", 0),
        ("a in b", 0),
        ("3 +", 3),
        ("12abc", 0),
        ("1e5", 0),
        ("{1}", 0),
        ("...", 0),
        ("5000000000", 0),
    ],
)
def test_what_is_not_in_the_language_is_refused_at_its_place(text: str, at: int) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert caught.value.kind in ("syntax", "size")
    assert caught.value.at == at


def test_an_expression_may_have_400_characters_and_no_more() -> None:
    assert parse("x" * MAX_LENGTH) == Name("x" * MAX_LENGTH, 0)
    with pytest.raises(ExpressionError, match="401 characters"):
        parse("x" * (MAX_LENGTH + 1))


@pytest.mark.parametrize(
    "text", ["-" * 390 + "1", "+".join(["a"] * 190), "(" * 210 + "1" + ")" * 180]
)
def test_an_expression_nested_too_deeply_is_refused(text: str) -> None:
    with pytest.raises(ExpressionError):
        parse(text)


def test_a_sum_of_many_terms_is_not_nested_too_deeply() -> None:
    assert len(summands(parse(" + ".join(["a"] * (MAX_NESTING - 1))))) == MAX_NESTING - 1


def test_a_chain_of_comparisons_is_all_of_them() -> None:
    assert shape(parse("1 < a <= 3")) == shape(parse("1 < a and a <= 3"))


def test_a_date_is_a_month_and_a_difference_is_not() -> None:
    assert parse("1925-04") == Date(1925 * 12 + 3, 0)
    assert isinstance(parse("1925-13"), Binary)
    assert isinstance(parse("1925 - 04.0"), Binary)


@pytest.mark.parametrize(
    ("text", "at", "written"),
    [
        ("date >= 1894-04-07", 8, "1894-04"),
        ("date >= 1894-04-7", 8, "1894-04"),
        ("date >= 1894-Q2", 8, "1894-04"),
        ("date >= 1894Q4", 8, "1894-10"),
    ],
)
def test_a_day_or_quarter_is_told_the_month_to_write(text: str, at: int, written: str) -> None:
    error = trouble(parse, text)
    assert error is not None
    assert (error.kind, error.at) == ("syntax", at)
    assert error.expected == "a month, written 1894-04"
    assert error.hint == f"write {written}"


@pytest.mark.parametrize(
    ("text", "at", "hint"),
    [
        ("x * 0,3", 5, "write 0.3"),
        ("min(1,2) * (12,50)", 14, "write 12.50"),
        ("a, b", 1, ""),
        ("x2,3", 2, ""),
    ],
)
def test_a_comma_outside_a_call_is_blamed_itself(text: str, at: int, hint: str) -> None:
    error = trouble(parse, text)
    assert error is not None
    assert (error.message, error.at) == ("a comma stands only in a call or a list", at)
    assert error.hint == hint


@pytest.mark.parametrize(("text", "at"), [("date >= 1612-04", 13), ("x + 007", 4)])
def test_a_number_that_begins_with_0_is_told_how_a_month_is_written(text: str, at: int) -> None:
    error = trouble(parse, text)
    assert error is not None
    assert (error.message, error.at) == ("a number begins with 0", at)
    assert "written 1894-04" in error.expected


def test_months_may_be_subtracted_from_a_date() -> None:
    assert isinstance(parse("1894-04 - 7"), Binary)


def test_not_in_is_the_opposite_of_in() -> None:
    assert shape(parse("a not in [b, c]")) == shape(parse("not (a in [b, c])"))


def test_an_expression_divides_into_the_conditions_that_must_all_hold() -> None:
    found = conjuncts(parse("a and (b and c) and (d or e)"))
    assert [shape(part) for part in found] == [shape(parse(t)) for t in ("a", "b", "c", "d or e")]


def test_a_sum_divides_into_signed_terms() -> None:
    found = summands(parse("a - (b - c) + -d"))
    assert [(sign, shape(part)) for sign, part in found] == [
        (sign, shape(parse(text))) for sign, text in ((1, "a"), (-1, "b"), (1, "c"), (-1, "d"))
    ]


# Statements


@given(TREES, st.sampled_from(("=", "+=", "-=")))
def test_a_statement_is_its_target_and_its_value(tree: Tree, op: str) -> None:
    text = f"trust(a, it) {op} {show(tree)}"
    if len(text) <= MAX_LENGTH:
        found = parse_statement(text)
        assert (shape(found.target), found.op) == (shape(parse("trust(a, it)")), op)
        assert shape(found.value) == shape(tree)


@pytest.mark.parametrize(
    "text",
    ["", "a", "a == 4", "a *= 4", "a += 1 += 2", "3 += 4", "a + b = 4", "= 4", "a =", "a, b = 4"],
)
def test_what_is_no_statement_is_refused(text: str) -> None:
    with pytest.raises(ExpressionError):
        parse_statement(text)


@given(st.text(alphabet="abit. +-*/<>=!()[],0123456789", max_size=60))
def test_any_text_is_a_statement_or_an_expression_error(text: str) -> None:
    error = trouble(parse_statement, text)
    assert error is None or 0 <= error.at <= len(text)


def test_an_error_behind_the_sign_stands_at_its_own_place() -> None:
    with pytest.raises(ExpressionError) as caught:
        parse_statement("grain += 3 % 4")
    assert caught.value.at == len("grain += 3 ")
