"""The expression language: a whitelist of Python's own syntax, as a small tree.

`parse` accepts arithmetic (+ - * /), comparisons (also chained), `and or not`, `a if c else b`,
`x in [a, b]`, dotted names, calls of names, numbers, and dates written `1925-04`. Everything else
is refused with its place. Nothing is evaluated here and no Python object is ever reached.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

MAX_LENGTH = 400
MAX_NESTING = 80
_FOREIGN = re.compile(r"[^A-Za-z0-9_ \n\t.,+*/<>=!()\[\]-]")
_NUMBER_WITH_LETTERS = re.compile(r"(?<![\w.])[0-9]+\.?[0-9]*[A-Za-z_]")
_DATE = re.compile(r"(?<![\w.])(1[789]\d\d|2[01]\d\d)-(0[1-9]|1[0-2])(?![\w.])")
_DAY = re.compile(
    r"(?<![\w.])(?P<month>(?:1[789]\d\d|2[01]\d\d)-(?:0[1-9]|1[0-2]))-\d{1,2}(?![\w.])"
)
_QUARTER = re.compile(r"(?<![\w.])(?P<year>\d{4})-?Q(?P<quarter>[1-4])(?!\w)")
_WHOLE = re.compile(r"(?<![\w.])[0-9]+$")
_DIGITS = re.compile(r"[0-9]+")
_STATEMENT = re.compile(r"(?<![=!<>+\-*/])(\+=|-=|=)(?!=)")
_BINARY = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_COMPARE = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!="}


class ExpressionError(ValueError):
    """An expression that is not in the language, or names what does not exist.

    `at` is the offset of the trouble in the text, `expected` and `hint` what to do about it. `kind`
    is syntax, size, circle (of formulas), name, type, zero (a division) or meaning. Where it was
    met in a formula put in here, `inside` is that formula's name and the error in its own text.
    """

    def __init__(
        self,
        message: str,
        at: int = 0,
        expected: str = "",
        hint: str = "",
        *,
        kind: str = "meaning",
    ) -> None:
        super().__init__(message)
        self.kind = kind
        self.inside: tuple[str, ExpressionError] | None = None
        self.message = message
        self.at = at
        self.expected = expected
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Number:
    """A literal number or truth."""

    value: float
    at: int
    truth: bool = False


@dataclass(frozen=True, slots=True)
class Date:
    """A literal month, as months since year 0."""

    months: int
    at: int


@dataclass(frozen=True, slots=True)
class Name:
    """A bare name."""

    id: str
    at: int


@dataclass(frozen=True, slots=True)
class Attribute:
    """`of.name`."""

    of: Tree
    name: str
    at: int


@dataclass(frozen=True, slots=True)
class Call:
    """`name(args)`."""

    name: str
    args: tuple[Tree, ...]
    at: int


@dataclass(frozen=True, slots=True)
class Unary:
    """`-x` or `not x`."""

    op: str
    x: Tree
    at: int


@dataclass(frozen=True, slots=True)
class Binary:
    """`a op b` with + - * /."""

    op: str
    a: Tree
    b: Tree
    at: int


@dataclass(frozen=True, slots=True)
class Compare:
    """`a op b` with < <= > >= == !=."""

    op: str
    a: Tree
    b: Tree
    at: int


@dataclass(frozen=True, slots=True)
class Logic:
    """`a and b and ...` or `a or b or ...`."""

    op: str
    items: tuple[Tree, ...]
    at: int


@dataclass(frozen=True, slots=True)
class Choice:
    """`a if c else b`."""

    condition: Tree
    a: Tree
    b: Tree
    at: int


@dataclass(frozen=True, slots=True)
class Within:
    """`x in [a, b, ...]`."""

    x: Tree
    items: tuple[Tree, ...]
    at: int


Tree: TypeAlias = (
    Number | Date | Name | Attribute | Call | Unary | Binary | Compare | Logic | Choice | Within
)


@dataclass(frozen=True, slots=True)
class Assignment:
    """`target op value` with = += -=; offsets are those of the whole statement."""

    target: Tree
    op: str
    value: Tree


def parse(text: str | float | bool, shift: int = 0) -> Tree:
    """The tree of an expression; a bare number or truth is one too. `shift` is added to offsets.

    Raises ExpressionError for anything outside the language.
    """
    if isinstance(text, bool):
        return Number(float(text), shift, truth=True)
    if isinstance(text, int | float):
        if abs(text) > 1e9:
            raise ExpressionError(
                f"the number {text} is too large", shift, "at most 1e9", kind="size"
            )
        return Number(float(text), shift)
    if len(text) > MAX_LENGTH:
        raise ExpressionError(
            f"this expression has {len(text)} characters",
            shift,
            f"at most {MAX_LENGTH}",
            "move a part of it into formulas: and call it by name",
            kind="size",
        )
    return _parsed(text, shift)


@lru_cache(maxsize=1 << 14)
def _parsed(text: str, shift: int) -> Tree:
    """The tree of a text of acceptable length; the check and the build parse the same texts."""
    _check_characters(text, shift)
    flat = text.replace("\n", " ").replace("\t", " ")
    dates = {match.start() for match in _DATE.finditer(flat)}
    source = _DATE.sub(lambda match: match.group().replace("-", "_"), flat)
    lead = len(source) - len(source.lstrip(" "))
    try:
        body = ast.parse(source.strip(" "), mode="eval").body
    except SyntaxError as error:
        end = len(text.rstrip())  # where Python gives no place it ran out of text
        at = shift + (min(lead + error.offset - 1, end) if error.offset else end)
        if error.msg.startswith("leading zeros"):
            raise ExpressionError("a number begins with 0", at, _MONTH, kind="syntax") from None
        message = f"this is not an expression: {error.msg if error.offset else 'it breaks off'}"
        raise ExpressionError(message, at, _LANGUAGE, _meant(text), kind="syntax") from None
    except (RecursionError, MemoryError, ValueError):
        raise ExpressionError("this expression is nested too deeply", shift, kind="size") from None
    return _Reader(source, lead, shift, dates).tree(body)


_LANGUAGE = "numbers, names, + - * /, comparisons, and or not, `a if c else b`, calls"
_MONTH = "a number without it; a date is a month, 1700-01 to 2199-12, written 1894-04"


_SIGNS = (
    (re.compile(r"&&?"), "write `and`"),
    (re.compile(r"\|\|?"), "write `or`"),
    (re.compile(r"!(?!=)"), "write `not`"),
    (re.compile(r"\?"), "write `a if c else b`"),
    (re.compile(r"(?<![<>=!])=(?!=)"), "write == to compare"),
)
"""Signs of other languages, and how it is written here."""


def _meant(text: str) -> str:
    """How a sign of another language in a text is written here, "" if there is none."""
    return next((told for sign, told in _SIGNS if sign.search(text)), "")


def _sign(sign: str) -> str:
    """A sign as it is named in a message: some cannot be seen."""
    return "a no-break space" if sign == "\xa0" else repr(sign)


def _check_characters(text: str, shift: int) -> None:
    """Refuse what Python would read in ways of its own, before Python sees it."""
    if not text.strip():
        raise ExpressionError("this expression is empty", shift, _LANGUAGE, kind="syntax")
    if found := _FOREIGN.search(text):
        raise ExpressionError(
            f"{_sign(found[0])} is not part of the language",
            shift + found.start(),
            _LANGUAGE,
            _meant(text),
            kind="syntax",
        )
    if found := _DAY.search(text) or _QUARTER.search(text):
        raise _no_month(found, shift)
    if found := _NUMBER_WITH_LETTERS.search(text):
        raise ExpressionError(
            "a number runs into a letter",
            shift + found.start(),
            "a number of digits, with a dot if need be",
            kind="syntax",
        )


def _no_month(found: re.Match[str], shift: int) -> ExpressionError:
    """The error of a day or quarter where a month is written."""
    parts = found.groupdict()
    month = parts.get("month") or f"{parts['year']}-{int(parts['quarter']) * 3 - 2:02}"
    return ExpressionError(
        f"{found[0]!r} is not a date here",
        shift + found.start(),
        "a month, written 1894-04",
        f"write {month}",
        kind="syntax",
    )


def parse_statement(text: str) -> Assignment:
    """The parts of an effect `target += expression`. Raises ExpressionError."""
    if len(text) > MAX_LENGTH:
        raise ExpressionError(
            f"this effect has {len(text)} characters", 0, f"at most {MAX_LENGTH}", kind="size"
        )
    found = list(_STATEMENT.finditer(text))
    if len(found) != 1:
        raise ExpressionError(
            "this is not an effect",
            found[1].start() if found else 0,
            "one statement such as `grain -= 4` or `x.holder = nobody`",
            kind="syntax",
        )
    mark = found[0]
    target = parse(text[: mark.start()])
    if not isinstance(target, Name | Attribute | Call):
        raise ExpressionError("this cannot be changed", target.at, "a quantity, flag or attribute")
    return Assignment(target, mark.group(1), parse(text[mark.end() :], mark.end()))


class _Reader:
    """Python's syntax tree to ours."""

    def __init__(self, source: str, lead: int, shift: int, dates: set[int]) -> None:
        self.source = source
        self.lead = lead
        self.shift = shift
        self.dates = dates
        self.nesting = 0

    def tree(self, node: ast.expr) -> Tree:
        """The tree of a node; nesting is limited, so that no later walk can exhaust the stack."""
        at = node.col_offset + self.lead + self.shift
        self.nesting += 1
        if self.nesting > MAX_NESTING:
            raise ExpressionError("this expression is nested too deeply", at, kind="size")
        found = self.inner(node, at)
        self.nesting -= 1
        return found

    def inner(self, node: ast.expr, at: int) -> Tree:
        match node:
            case ast.Constant(value=bool() as truth):
                return Number(float(truth), at, truth=True)
            case ast.Constant(value=int() | float() as value):
                if at - self.shift in self.dates:
                    return Date(int(value) // 100 * 12 + int(value) % 100 - 1, at)
                if abs(value) > 1e9:
                    raise ExpressionError(
                        "this number is too large", at, "at most 1e9", kind="size"
                    )
                return Number(float(value), at)
            case ast.Name(id="true" | "false" as name):
                return Number(float(name == "true"), at, truth=True)
            case ast.Name(id=name):
                return Name(name, at)
            case ast.Attribute(value=value, attr=name):
                return Attribute(self.tree(value), name, at)
            case ast.Call(func=ast.Name(id=name), args=args, keywords=[]):
                return Call(name, tuple(self.tree(arg) for arg in args), at)
            case ast.UnaryOp(op=ast.USub(), operand=x):
                return Unary("-", self.tree(x), at)
            case ast.UnaryOp(op=ast.Not(), operand=x):
                return Unary("not", self.tree(x), at)
            case ast.BinOp(left=a, op=op, right=b) if type(op) in _BINARY:
                return Binary(_BINARY[type(op)], self.tree(a), self.tree(b), at)
            case ast.BoolOp(op=op, values=values):
                name = "and" if isinstance(op, ast.And) else "or"
                return Logic(name, tuple(self.tree(value) for value in values), at)
            case ast.IfExp(test=c, body=a, orelse=b):
                return Choice(self.tree(c), self.tree(a), self.tree(b), at)
            case ast.Compare():
                return self.comparison(node, at)
            case ast.Tuple(elts=[first, *_]):
                raise self.comma(first)
        raise ExpressionError(
            f"{_named(node)} is not part of the language",
            at,
            _LANGUAGE,
            kind="syntax",
        )

    def comma(self, first: ast.expr) -> ExpressionError:
        """The error of a comma outside a call; `first` is what stands before it."""
        at = self.source.index(",", (first.end_col_offset or 0) + self.lead)
        before, behind = _WHOLE.search(self.source, 0, at), _DIGITS.match(self.source, at + 1)
        written = f"{before[0]}.{behind[0]}" if before and behind else ""
        return ExpressionError(
            "a comma stands only in a call or a list",
            at + self.shift,
            "a decimal with a dot" if written else _LANGUAGE,
            f"write {written}" if written else "",
            kind="syntax",
        )

    def comparison(self, node: ast.Compare, at: int) -> Tree:
        left = self.tree(node.left)
        parts: list[Tree] = []
        for op, right in zip(node.ops, node.comparators, strict=True):
            if isinstance(op, ast.In | ast.NotIn):
                if (
                    not isinstance(right, ast.List | ast.Tuple)
                    or not right.elts
                    or len(node.ops) > 1
                ):
                    raise ExpressionError("`in` wants a list", at, "`x in [a, b]`", kind="syntax")
                items = tuple(self.tree(item) for item in right.elts)
                within: Tree = Within(left, items, at)
                parts.append(within if isinstance(op, ast.In) else Unary("not", within, at))
            elif type(op) in _COMPARE:
                value = self.tree(right)
                parts.append(Compare(_COMPARE[type(op)], left, value, at))
                left = value
            else:
                raise ExpressionError(
                    "this comparison is not part of the language",
                    at,
                    "< <= > >= == !=",
                    kind="syntax",
                )
        return parts[0] if len(parts) == 1 else Logic("and", tuple(parts), at)


def _named(node: ast.expr) -> str:
    names = {
        ast.Constant: "this value",
        ast.Pow: "a power",
        ast.Lambda: "lambda",
        ast.Subscript: "[ ]",
        ast.Call: "this call",
        ast.BinOp: "this operator",
        ast.UnaryOp: "this operator",
        ast.List: "a list here",
    }
    return names.get(type(node), "this")


def conjuncts(tree: Tree) -> tuple[Tree, ...]:
    """The conditions that must all hold: the items of a top-level `and`, flattened."""
    if isinstance(tree, Logic) and tree.op == "and":
        return tuple(part for item in tree.items for part in conjuncts(item))
    return (tree,)


def summands(tree: Tree) -> tuple[tuple[int, Tree], ...]:
    """The terms of a top-level sum, each with its sign."""
    if isinstance(tree, Binary) and tree.op in "+-":
        sign = 1 if tree.op == "+" else -1
        right = tuple((sign * s, t) for s, t in summands(tree.b))
        return summands(tree.a) + right
    if isinstance(tree, Unary) and tree.op == "-":
        return tuple((-s, t) for s, t in summands(tree.x))
    return ((1, tree),)
