"""The machine as a WebAssembly module, run by Wasmtime."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

import numpy as np
import wasmtime
from numpy.typing import NDArray

from game.engine.at_once import AtOnce
from game.engine.formulas import Var
from game.engine.in_order import InOrder
from game.engine.machine.assembly import F64, I32, I64, SIZES, Code, Module
from game.engine.machine.compiler import (
    KINDS,
    Callee,
    Place,
    World,
    compiled,
    signature_of,
)
from game.engine.machine.formulas import (
    Ground,
    Points,
    at_once_code,
    curve_code,
    formula_code,
    in_order_code,
    kind_of,
    sweep_code,
)
from game.engine.machine.kernel import Environment, Kernel
from game.engine.tables import Entry, Sweep, Table

_FUEL = 1 << 62
"""More instructions than anybody runs."""

_TYPES: dict[int, Any] = {I32: np.int32, F64: np.float64, I64: np.uint64}


class CannotStart(RuntimeError):
    """There is no room for a machine here, in the words of Wasmtime."""


class WasmMachine:
    """A compiled game: `call(kernel)`, arrays as numpy views of its memory, variables.

    `bound` gives for variables of formulas that are no parameters their names in the game;
    `services` names the kernels that formulas call: chance, note_add and note_set.
    """

    def __init__(
        self,
        environment: Environment,
        kernels: Sequence[Kernel],
        tables: Mapping[str, Table],
        bound: Mapping[str, tuple[str, int]],
        mirrored: frozenset[str],
        services: Mapping[str, Kernel],
        entries: Sequence[Kernel],
    ) -> None:
        builder = _Builder(environment, kernels, tables, bound, mirrored, services)
        builder.build(entries)
        self.code = builder.module.encoded()
        self._places = builder.places
        self._constants = environment.constants

    def start(self, *, counting: bool = False) -> None:
        """Compile the module, or take it from Wasmtime's own cache of compiled modules. A
        `counting` machine counts its instructions, and is slower. Raises CannotStart.
        """
        try:
            self._start(counting=counting)
        except wasmtime.WasmtimeError as error:
            raise CannotStart(str(error)) from None

    def _start(self, *, counting: bool) -> None:
        config = wasmtime.Config()
        config.consume_fuel = counting
        with suppress(wasmtime.WasmtimeError):  # no folder to keep modules in: each is compiled
            config.cache = True
        engine = wasmtime.Engine(config)
        module = wasmtime.Module(engine, self.code)
        self._store = wasmtime.Store(engine)
        if counting:
            self._store.set_fuel(_FUEL)
        self._instance = wasmtime.Instance(self._store, module, [])
        self._exports = self._instance.exports(self._store)
        memory: Any = self._exports["memory"]
        size = memory.data_len(self._store)
        address = ctypes.addressof(memory.data_ptr(self._store).contents)
        raw = (ctypes.c_uint8 * size).from_address(address)
        self._memory: NDArray[np.uint8] = np.frombuffer(raw, np.uint8)
        self._views: dict[str, NDArray[Any]] = {}
        self._functions: dict[str, Callable[..., Any]] = {}

    def instructions(self) -> int:
        """How many instructions a counting machine has run: the same number every time."""
        return _FUEL - self._store.get_fuel()

    def read(self, name: str, count: int) -> NDArray[Any]:
        """A copy of the first places of an array."""
        return self._view(name)[:count].copy()

    def write(self, name: str, values: NDArray[Any]) -> None:
        """Fill the first places of an array."""
        self._view(name)[: len(values)] = values

    def constant(self, name: str) -> float:
        """A constant of the game."""
        return self._constants[name]

    def _view(self, name: str) -> NDArray[Any]:
        if name not in self._views:
            place, size = self._places[name]
            stop = place.address + size * SIZES[place.kind]
            self._views[name] = self._memory[place.address : stop].view(_TYPES[place.kind])
        return self._views[name]

    def call(self, name: str, *values: float) -> None:
        """Run an entry."""
        found = self._functions.get(name)
        if found is None:
            function: Any = self._exports[name]
            found = self._functions[name] = lambda *given: function(self._store, *given)
        found(*values)


class _Builder:
    def __init__(
        self,
        environment: Environment,
        kernels: Sequence[Kernel],
        tables: Mapping[str, Table],
        bound: Mapping[str, tuple[str, int]],
        mirrored: frozenset[str],
        services: Mapping[str, Kernel],
    ) -> None:
        self.mirrored = mirrored
        self.module = Module()
        self.environment = environment
        self.kernels = kernels
        self.tables = tables
        self.bound = bound
        self.services = services
        self.places: dict[str, tuple[Place, int]] = {}
        self.variables: dict[str, tuple[int, int]] = {}
        self.methods: dict[str, Callee] = {}
        self.callees: dict[Kernel, Callee] = {}
        self.curves: dict[Points, int] = {}

    def build(self, entries: Sequence[Kernel]) -> None:
        for name, array in self.environment.arrays.items():
            self.place(name, KINDS[array.kind], array.size, array.values)
        for name, variable in self.environment.variables.items():
            kind = KINDS[variable.kind]
            self.variables[name] = kind, self.module.variable(kind)
        for kernel in self.kernels:
            parameters, result = signature_of(kernel)
            function = self.module.declare(
                self.module.signature(parameters, result), kernel.__name__
            )
            self.callees[kernel] = Callee(parameters, result, function)
        for name, table in self.tables.items():
            self.declare(name, table)
        if self.tables:
            ground = self.ground()
            for name, table in self.tables.items():
                self.define(name, table, ground)
        world = World(
            self.environment.constants,
            {name: place for name, (place, _) in self.places.items()},
            self.variables,
            self.methods,
            self.callees,
        )
        for kernel, callee in self.callees.items():
            self.module.write(callee.function, compiled(kernel, world))  # type: ignore[arg-type]
        for kernel in entries:
            self.module.export(kernel.__name__, self.callees[kernel].function)

    def place(self, name: str, kind: int, size: int, values: Sequence[float]) -> None:
        if values:
            content = np.array(values, _TYPES[kind]).tobytes()
            address = self.module.constant(content)
        else:
            address = self.module.room(size * SIZES[kind])
        self.places[name] = Place(kind, address), size

    def ground(self) -> Ground:
        columns, _ = self.places["c"]
        mirror, _ = self.places["v"]
        known = {
            name: self.variables[name] for name in ("turn", "year", "quarter", "month", "date")
        }
        cells = {}
        for name, (attribute, number) in self.bound.items():
            if attribute in self.variables:
                known[name] = self.variables[attribute]
            else:
                place, _ = self.places[attribute]
                cells[name] = place.kind, place.address + SIZES[place.kind] * number
        services = {name: self.callees[kernel].function for name, kernel in self.services.items()}
        return Ground(
            module=self.module,
            column=columns.address,
            values=mirror.address,
            mirrored=self.mirrored,
            arrays={name: place.address for name, (place, _) in self.places.items()},
            globals=known,
            cells=cells,
            chance=services["chance"],
            note_add=services["note_add"],
            note_set=services["note_set"],
            curve=self.curve,
            constants={},
        )

    def curve(self, points: Points) -> int:
        if points not in self.curves:
            function = self.module.declare(self.module.signature([F64], F64), "table")
            self.curves[points] = function
            self.module.write(function, curve_code(points))
        return self.curves[points]

    def declare(self, name: str, table: Table) -> None:
        parameters = tuple(kind_of(var) for var in table.parameters)
        result = _result(table.entries)
        signature = self.module.signature(parameters, result)
        functions = [
            self.module.declare(signature, f"{name} {number}")
            for number in range(len(table.entries))
        ]
        if table.single:
            self.methods[name] = Callee(parameters, result, functions[0])
        else:
            place = self.module.listed(functions)
            self.methods[name] = Callee(
                parameters, result, functions[0] if functions else -1, place, signature
            )

    def define(self, name: str, table: Table, ground: Ground) -> None:
        first = self.methods[name].function
        for number, entry in enumerate(table.entries):
            self.module.write(first + number, _entry_code(ground, entry, table.parameters))


def _result(entries: Sequence[Entry]) -> int | None:
    """The kind of an entry's value, None for effects."""
    if not entries:
        return I32
    entry = entries[0]
    if isinstance(entry, Sweep):
        return I32
    return None if isinstance(entry, AtOnce | InOrder) else kind_of(entry)


def _entry_code(ground: Ground, entry: Entry, parameters: Sequence[Var]) -> Code:
    if isinstance(entry, AtOnce):
        return at_once_code(ground, entry.changes, parameters)
    if isinstance(entry, InOrder):
        return in_order_code(ground, entry.changes)
    if isinstance(entry, Sweep):
        return sweep_code(ground, entry, parameters)
    return formula_code(ground, entry, parameters)
