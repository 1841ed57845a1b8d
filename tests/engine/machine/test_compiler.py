"""Kernels: compiled they do what they do in Python, and what is no kernel is refused."""

from __future__ import annotations

import math
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.engine.machine.compiler import KernelError
from game.engine.machine.kernel import (
    MASK,
    Array,
    Environment,
    Kernel,
    Variable,
    Word,
    copy,
    floor,
)
from game.engine.machine.wasm import WasmMachine

LIMIT = 7
SMALL = st.integers(-1000, 1000)
PLACES = st.integers(0, 7)
NUMBERS = st.floats(-1e6, 1e6, allow_nan=False)
GAME = "Game"


def environment() -> Environment:
    return Environment(
        constants={"base": 3, "rate": 0.25, "size": 8},
        arrays={
            "whole": Array("int", 16),
            "real": Array("float", 16),
            "word": Array("Word", 2),
            "fixed": Array("int", 4, (5, -6, 7, -8)),
        },
        variables={"count": Variable("int"), "total": Variable("float")},
    )


def both(kernel: Kernel, helpers: list[Kernel], *values: float) -> tuple[Any, Any]:
    """The arrays after a kernel ran in Python, and after it ran as machine code."""
    here = environment()
    game: Any = SimpleNamespace(**here.constants, count=0, total=0.0)
    for name, array in here.arrays.items():
        setattr(game, name, list(array.values) or [0] * array.size)
    kernel(game, *values)
    machine = WasmMachine(here, [*helpers, kernel], {}, {}, frozenset(), {}, [kernel])
    machine.start()
    machine.call(kernel.__name__, *values)
    found = {name: machine.read(name, array.size).tolist() for name, array in here.arrays.items()}
    plain = {name: getattr(game, name) for name in here.arrays}
    return plain, found


def branches(game: Any, a: int, b: int) -> None:
    if a < b and not (a == 0 or b % LIMIT == 3):
        game.whole[0] = a * b - LIMIT
    elif a in (1, 2, b):
        game.whole[1] = -a
    else:
        game.whole[2] = 1 if a >= b > -5 else b // 3
    game.whole[game.base + 1] += a
    game.whole[4] -= b
    game.whole[5] = game.fixed[1] + int(a != b)
    game.whole[6] = a if a * b > LIMIT else b


def loops(game: Any, a: int, b: int) -> None:
    game.count = 0
    for number in range(a):
        if number == 5:
            continue
        if number > b:
            break
        game.count += number
        for inner in range(number, game.size):
            game.whole[inner] += inner
    left = a
    while left > 0:
        left -= 2
        if left == 3:
            return
    game.whole[8] = game.count
    game.whole[9] = left


def twice(game: Any, x: float) -> float:
    return x + x


def wide(game: Any, x: float, y: float) -> float:
    """Has steps of its own."""
    x = x + y
    square = x * x
    return square - y


def noted(game: Any, x: float) -> float:
    note(game, x)
    return x


def note(game: Any, x: float) -> None:
    game.real[6] = x


def larger(game: Any, x: float, y: float) -> float:
    if x > y:
        return x
    return max(y, float(game.rate))


def numbers(game: Any, x: float, y: float) -> None:
    game.total = twice(game, x) * game.rate
    game.real[0] = game.total + larger(game, x, y)
    game.real[1] = floor(x / 7.0) - abs(y)
    game.real[2] = min(x, y) if x * y > 0.0 else -x
    first, second = y, x
    first, second = second, first
    game.real[3] = first - 2.0 * second
    game.whole[0] = int(floor(x + 0.5))
    game.real[4] = float(game.whole[0]) / 3
    game.real[5] = wide(game, y, x) + noted(game, wide(game, x, 0.5)) + x
    game.real[7] = max(x, y) - min(y, floor(x))
    copy(game.real, 8, game.real, 0, game.size)


def words(game: Any, a: int, b: int) -> None:
    mixed = (Word(a) * 0x9E3779B97F4A7C15 & MASK) ^ (Word(b) << 7 & MASK)
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9 & MASK
    game.word[0] = mixed
    game.word[1] = mixed % 101
    game.whole[0] = int(mixed & 0xFFFF)
    game.real[0] = float(mixed >> 32)


for _kernel, _kinds in (
    (branches, "int"),
    (loops, "int"),
    (words, "int"),
    (twice, "float"),
    (larger, "float"),
    (numbers, "float"),
):
    _parameters = [name for name in _kernel.__annotations__ if name not in ("game", "return")]
    assert all(_kernel.__annotations__[name] == _kinds for name in _parameters)


@given(SMALL, SMALL)
def test_branches_comparisons_and_whole_numbers(a: int, b: int) -> None:
    # `//` and `%` take no negative numbers
    plain, machine = both(branches, [], a, abs(b))
    assert plain == machine


@given(st.integers(0, 8), st.integers(-1, 9))
def test_loops_with_their_ways_out(a: int, b: int) -> None:
    plain, machine = both(loops, [], a, b)
    assert plain == machine


@given(NUMBERS, NUMBERS)
def test_numbers_calls_and_copies(x: float, y: float) -> None:
    plain, machine = both(numbers, [twice, larger, wide, noted, note], x, y)
    for name, values in plain.items():
        assert [math.copysign(1, v) * v for v in values] == [
            math.copysign(1, v) * v for v in machine[name]
        ]


@given(st.integers(0, 2**31 - 1), st.integers(0, 2**31 - 1))
def test_words_wrap_at_64_bits(a: int, b: int) -> None:
    plain, machine = both(words, [], a, b)
    assert plain == machine


def with_text(game: Any, a: int) -> None:
    game.whole[0] = len("text") + a


def with_other_array(game: Any, a: int) -> None:
    game.nowhere[0] = a


def without_kind(game: Any, a: str) -> None:
    game.whole[0] = 1


def number_for_whole(game: Any, a: int) -> None:
    game.whole[0] = 0.5


@pytest.mark.parametrize(
    ("kernel", "words_"),
    [
        (with_text, "len"),
        (with_other_array, "arrays"),
        (without_kind, "kind"),
        (number_for_whole, "f64 where i32"),
    ],
)
def test_what_is_no_kernel_is_refused(kernel: Kernel, words_: str) -> None:
    with pytest.raises(KernelError, match=words_):
        WasmMachine(environment(), [kernel], {}, {}, frozenset(), {}, [kernel])


def test_arrays_begin_as_they_are_declared() -> None:
    machine = WasmMachine(environment(), [twice], {}, {}, frozenset(), {}, [])
    machine.start()
    assert machine.read("fixed", 4).tolist() == [5, -6, 7, -8]
    machine.write("real", np.array([1.5, 2.5]))
    assert machine.read("real", 3).tolist() == [1.5, 2.5, 0.0]


def test_a_damaged_cache_of_compiled_modules_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert _branching() == 20
    deadline = time.monotonic() + 20
    while not (kept := [file for file in tmp_path.rglob("*") if file.is_file()]):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    for file in kept:
        file.write_bytes(b"not a module")
    assert _branching() == 20


def test_without_a_folder_for_a_cache_a_module_is_compiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "no folder"
    file.write_bytes(b"")
    monkeypatch.setenv("XDG_CACHE_HOME", str(file))
    monkeypatch.setenv("HOME", str(file))
    assert _branching() == 20


def _branching() -> int:
    machine = WasmMachine(environment(), [branches], {}, {}, frozenset(), {}, [branches])
    machine.start()
    machine.call("branches", 3, 9)
    return int(machine.read("whole", 1)[0])
