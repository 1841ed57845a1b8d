"""Formulas: names get a meaning, ranges are bounds, and both printed forms agree to the bit."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from numpy.typing import NDArray

from game.engine import book as bk
from game.engine import dice
from game.engine import expressions as ex
from game.engine import formulas as fm
from game.engine.batch import load
from game.engine.dice import drawn, mixed, salted
from game.engine.equipment import equipped
from game.engine.expressions import ExpressionError
from game.engine.formulas import Formula, Resolver, Scope, Var, interval
from game.engine.machine.kernel import Array, Kernel
from game.engine.machine.wasm import WasmMachine
from game.engine.machines import SERVICES
from game.engine.machines import bound as bound_in
from game.engine.mirror import mirrored, reflect
from game.engine.program import Program
from game.engine.report import set_clock
from game.engine.rules import Rules
from game.engine.tables import single
from game.installation import scenarios_folder
from game.scenario.build import book_of
from game.scenario.load import load as read


@cache
def rules() -> Rules:
    """The harbour's rules with formulas that call each other, for what may go wrong with them."""
    book = book_of(read(scenarios_folder() / "harbour").content)
    more: tuple[tuple[str, tuple[str, ...], bk.Text], ...] = (
        ("circle", ("a",), "1 + circle(a)"),
        ("there", ("a",), "back(a)"),
        ("back", ("a",), "there(a)"),
        ("twice", ("a",), "a + a"),
        *((f"f{n}", ("a",), f"f{n + 1}(a) + f{n + 1}(a)") for n in range(11)),
        ("f11", ("a",), "a"),
        ("broken", ("a",), "a + nothing_at_all"),
    )
    return Rules(replace(book, formulas=(*book.formulas, *more)))


def bound() -> dict[str, Var]:
    return {
        "actor": Var("actor", "person", rules().seats),
        "target": Var("target", "person", len(rules().people)),
        "against": Var("against", "person", len(rules().people), sure=False),
    }


def resolved(text: str, **more: Var) -> Formula:
    return Resolver(rules().names, Scope({**bound(), **more}, chances=[0])).formula(ex.parse(text))


def refused(text: str) -> ExpressionError:
    with pytest.raises(ExpressionError) as caught:
        resolved(text)
    return caught.value


# Meaning


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("hunger", "number"),
        ("strike_on", "truth"),
        ("marta", "person"),
        ("actor.patron", "person"),
        ("actor.principal", "person"),
        ("harbour_master.holder", "person"),
        ("north_quay", "bloc"),
        ("nobody", "nobody"),
        ("dues", "number"),
        ("actor.wages", "number"),
        ("north_quay.wages", "number"),
        ("line.wages", "number"),
        ("best(leaders, it.power)", "person"),
        ("best(blocs, it.weight)", "bloc"),
        ("nobody if strike_on else marta", "person"),
        ("ratio(1, hunger, 0)", "number"),
        ("season(quarter)", "number"),
        ("done(speak, actor)", "number"),
        ("done(bring_in, marta)", "number"),
        ("hunger > 3 and strike_on", "truth"),
    ],
)
def test_an_expression_has_the_type_of_what_it_names(text: str, kind: str) -> None:
    assert resolved(text).type == kind


@pytest.mark.parametrize(
    ("text", "kind", "at"),
    [
        ("3 + hungr", "name", 4),
        ("actor.standin", "name", 6),
        ("trust(ivo)", "type", 0),
        ("trust(ivo, north_quay)", "type", 11),
        ("standing", "type", 0),
        ("1 + marta", "type", 4),
        ("marta < ivo", "type", 0),
        ("marta == north_quay", "type", 0),
        ("marta == 3", "type", 0),
        ("1 / hunger", "zero", 4),
        ("1 / 0", "zero", 4),
        ("1 / (turn - turn)", "zero", 5),
        ("count(hunger)", "name", 6),
        ("sum(leaders, count(leaders))", "meaning", 13),
        ("fired(storms)", "name", 6),
        ("chose(storm, sink)", "name", 13),
        ("passed(storm)", "name", 7),
        ("done(storm, actor)", "name", 5),
        ("done(speak, north_quay)", "type", 12),
        ("session(marta)", "name", 8),
        ("member(ivo, plenum)", "name", 12),
        ("1 + circle(2)", "circle", 4),
        ("there(2)", "circle", 0),
        ("f0(f0(hunger))", "size", 3),
        (f"{'twice(' * 20}hunger{')' * 20}", "size", 60),
        (f"{'ratio(1, ' * 12}hunger{', 1)' * 12}", "size", 36),
        (f"marta{'.principal' * 12}", "size", 0),
        ("999999999 * 999999999", "size", 0),
        ("broken(1)", "name", 0),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_place(text: str, kind: str, at: int) -> None:
    error = refused(text)
    assert error.kind == kind, error.message
    if kind != "size":
        assert error.at == at


def test_an_error_in_a_formula_knows_both_places() -> None:
    error = refused("hunger + broken(1)")
    assert error.at == len("hunger + ")
    assert error.inside is not None
    name, inner = error.inside
    assert (name, inner.at, inner.kind) == ("broken", len("a + "), "name")


def test_the_nearest_name_is_suggested() -> None:
    assert refused("hungr").hint == "did you mean 'hunger'?"
    assert refused("xyzzy").hint == ""


def test_a_formula_that_doubles_thirty_times_over_is_refused_and_not_built() -> None:
    names = rules().names
    before = names.parts
    refused("f0(1) + f0(2)")
    assert names.parts - before < fm.MAX_PARTS + 10


def test_a_divisor_whose_range_leaves_out_0_will_do() -> None:
    assert resolved("cargo / quarter").type == "number"
    assert resolved("cargo / (hunger + 1)").type == "number"
    assert resolved("cargo / max(1, hunger)").type == "number"


# Both forms, to the bit

NUMBERS_NAMED = """
0.1; 0.3; 2.5; 1000000; hunger; cargo; weather; dues; turn; quarter; month; year;
actor.standing; actor.credit; target.wages; actor.patience; line.wages; target.credit;
against.standing; target.power; against.offices; trust(actor, target); trust(target, actor);
support(north_quay, target); support(south_quay, against); actor.patron.standing;
target.principal.power; north_quay.weight; harbour_master.holder.health; since(storm);
done(speak, actor); done(speak, target); done(bring_in, against);
delegates(north_quay, actor); ideal(target, dues); turns_to(port_congress)
"""
TRUTHS_NAMED = """
true; false; strike_on; actor.away; target.alive; against.leader; actor.seated; fired(storm);
holds(target, harbour_master); member(target, committee_room); actor == target;
against == nobody; target.patron != actor; north_quay.control == target;
chose(storm, keep_in); session(port_congress); target in [marta, ivo];
candidate(target, committee_room); date >= 1921-07
"""


def listed(text: str) -> st.SearchStrategy[str]:
    return st.sampled_from([part.strip() for part in text.split(";")])


WHOLE = st.integers(-200, 200).map(lambda n: f"({n})" if n < 0 else str(n))
NUMBERS = st.one_of(WHOLE, listed(NUMBERS_NAMED))
TRUTHS = listed(TRUTHS_NAMED)


def numbers(
    inner: st.SearchStrategy[str], truths: st.SearchStrategy[str]
) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("({} {} {})".format, inner, st.sampled_from("+-*"), inner),
        st.builds(
            "({} / {})".format, inner, st.sampled_from(("7", "0.3", "quarter", "(hunger + 1)"))
        ),
        st.builds("ratio({}, {}, {})".format, inner, inner, inner),
        st.builds("{}({}, {})".format, st.sampled_from(("min", "max")), inner, inner),
        st.builds("abs({})".format, inner),
        st.builds("(-{})".format, inner),
        st.builds("season({})".format, inner),
        st.builds("({} if ({}) else {})".format, inner, truths, inner),
        st.builds("(0 + ({}))".format, truths),
    )


def conditions(
    inner: st.SearchStrategy[str], numbers_: st.SearchStrategy[str]
) -> st.SearchStrategy[str]:
    compare = st.sampled_from(("<", "<=", ">", ">=", "==", "!="))
    return st.one_of(
        st.builds("(({}) and ({}))".format, inner, inner),
        st.builds("(({}) or ({}))".format, inner, inner),
        st.builds("(not ({}))".format, inner),
        st.builds("({} {} {})".format, numbers_, compare, numbers_),
    )


PLAIN: st.SearchStrategy[str] = st.deferred(lambda: st.one_of(NUMBERS, numbers(PLAIN, CONDITIONS)))
CONDITIONS: st.SearchStrategy[str] = st.deferred(
    lambda: st.one_of(TRUTHS, conditions(CONDITIONS, PLAIN))
)
_GROUPS = ("people", "leaders", "seats", "committee_room", "quay", "blocs", "posts")


@st.composite
def grouped(draw: st.DrawFn) -> str:
    """A group's number: its members are people, blocs or posts."""
    group = draw(st.sampled_from(_GROUPS))
    own = {"blocs": ("it.weight", "it.wages"), "posts": ("it.weight", "it.holder.standing")}
    default = ("it.standing", "it.credit", "trust(it, actor)", "it.patience", "it.principal.power")
    value = draw(st.one_of(st.sampled_from(own.get(group, default)), PLAIN))
    value = f"({value} + {draw(st.sampled_from(own.get(group, default)))})"
    test = f"{value} > {draw(NUMBERS)}"
    op = draw(st.sampled_from(("count", "sum", "mean", "most", "least", "any", "all", "best")))
    if op in ("count", "any", "all"):
        return f"(0 + {op}({group}, {test}))"
    if op == "best":
        return f"(1 if best({group}, {value}) == nobody else 0)"
    return f"{op}({group}, {value})" if draw(st.booleans()) else f"{op}({group}, {value}, {test})"


TEXTS = st.one_of(PLAIN, CONDITIONS, grouped(), st.builds("({} - {})".format, grouped(), PLAIN))
GAMES = 7


def columns(seed: int) -> NDArray[np.int32]:
    """Columns in which every row has any value of its range, and many are at an end of it."""
    draw = np.random.default_rng(seed)
    low, high = rules().low.astype(np.int64), rules().high.astype(np.int64)
    matrix = draw.integers(low, high + 1, (rules().layout.rows, GAMES))
    ends = draw.random(matrix.shape)
    matrix = np.where(ends < 0.15, low, np.where(ends > 0.85, high, matrix))
    return matrix.astype(np.int32)


def fits(text: str) -> bool:
    """Whether an expression is of a size that is accepted."""
    try:
        resolved(text)
    except ExpressionError as error:
        assert error.kind == "size", f"{text}: {error.message}"  # noqa: PT017 - any other is a gap
        return False
    return True


def probe(game: Any, actor: int, target: int, against: int) -> None:
    """Write down a formula's value."""
    game.answer[0] = float(game.formula(actor, target, against))


def on_the_machine(formula: Formula) -> WasmMachine:
    """A machine that knows one formula, and the rows of the rules."""
    environment = equipped(rules())
    environment.arrays["answer"] = Array("float", 1)
    used: list[Kernel] = [*SERVICES.values(), mixed, salted, drawn, reflect, load, set_clock, probe]
    tables = {"formula": single(formula, bound())}
    names = bound_in(rules())
    entries: list[Kernel] = [load, set_clock, probe]
    machine = WasmMachine(environment, used, tables, names, mirrored(rules()), SERVICES, entries)
    machine.start()
    return machine


def in_both_forms(text: str, seed: int) -> tuple[list[object], list[object]]:
    """The values of an expression over random games, seats and targets, plainly and as machine
    code.
    """
    formula = resolved(text)
    variables = list(bound().values())
    program, machine = Program("both forms", [formula], variables), on_the_machine(formula)
    matrix, draw = columns(seed), np.random.default_rng(seed + 1)
    games = draw.integers(0, GAMES, 12)
    values = [draw.integers(-1 if not var.sure else 0, var.size, 12) for var in variables]
    keys = dice.game_keys(np.arange(GAMES, dtype=np.uint64))
    clock = rules().clock(1 + seed % rules().turns)
    machine.call("set_clock", clock[0])
    one, other = [], []
    for n, game in enumerate(games.tolist()):
        given = [int(value[n]) for value in values]
        one.append(program.plain(matrix[:, game].tolist(), int(keys[game]), clock, *given)[0])
        machine.write("columns", matrix[:, game])
        machine.write("keys", keys[game : game + 1])
        machine.call("load", 0)
        machine.call("probe", *given)
        other.append(machine.read("answer", 1)[0])
    return one, other


@given(TEXTS, st.integers(0, 1000))
@example("count(committee_room) / 3", 1)
@example("ratio(cargo, hunger, 0) - ratio(hunger, cargo, 3)", 2)
@example("least(leaders, it.power, it.power > 1000)", 3)
@example("season(quarter + 0.3) * 0.1", 4)
@example("0.1 + 0.2 + 0.3", 5)
def test_plain_numbers_and_machine_code_agree_to_the_bit(text: str, seed: int) -> None:
    if fits(text):
        plain, machine = in_both_forms(text, seed)
        assert [_bits(value) for value in plain] == [_bits(value) for value in machine]


def _bits(value: object) -> object:
    """A number by its bits: -0.0 is 0 when stored, and truth is 1."""
    return float(value).hex().replace("-0x0.0p+0", "0x0.0p+0")  # type: ignore[arg-type]


@given(TEXTS, st.integers(0, 1000))
def test_no_value_lies_outside_the_interval(text: str, seed: int) -> None:
    if not fits(text):
        return
    low, high = interval(resolved(text))
    one, _ = in_both_forms(text, seed)
    slack = 1e-6 * max(
        1.0, abs(low) if math.isfinite(low) else 0, abs(high) if math.isfinite(high) else 0
    )
    assert all(low - slack <= float(value) <= high + slack for value in one)  # type: ignore[arg-type]


@given(TEXTS)
def test_walking_a_formula_meets_every_row_it_reads(text: str) -> None:
    if not fits(text):
        return
    formula = resolved(text)
    read = {part.block.name for part in fm.walk(formula) if isinstance(part, fm.Read)}
    named = {name for name in ("hunger", "cargo", "strike_on", "weather") if name in text}
    folded = isinstance(formula, fm.Const)
    assert folded or named <= read
