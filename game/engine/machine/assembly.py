"""Writes WebAssembly modules in their binary form.

Only what the machine needs: functions over i32, i64 and f64, one memory, one table of functions,
mutable globals and constant data. Numbers of sections and instructions are those of the WebAssembly
core specification, chapter "Binary Format".
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

I32: Final = 0x7F
I64: Final = 0x7E
F64: Final = 0x7C
VOID: Final = 0x40

PAGE: Final = 65536
"""Bytes in a page of memory."""

CONSTANTS: Final = 1 << 20
"""Bytes kept for constants at the beginning of the memory; what can change comes behind them."""


def unsigned(value: int) -> bytes:
    """LEB128 of a number that is not negative."""
    found = bytearray()
    while True:
        value, low = value >> 7, value & 0x7F
        if not value:
            found.append(low)
            return bytes(found)
        found.append(low | 0x80)


def signed(value: int) -> bytes:
    """Signed LEB128."""
    found = bytearray()
    while True:
        value, low = value >> 7, value & 0x7F
        if (value == 0 and not low & 0x40) or (value == -1 and low & 0x40):
            found.append(low)
            return bytes(found)
        found.append(low | 0x80)


def vector(items: Sequence[bytes]) -> bytes:
    """The number of items and the items."""
    return unsigned(len(items)) + b"".join(items)


def text(value: str) -> bytes:
    """A name."""
    return unsigned(len(value.encode())) + value.encode()


def section(number: int, body: bytes) -> bytes:
    """A section of a module."""
    return bytes([number]) + unsigned(len(body)) + body


@dataclass(frozen=True, slots=True)
class Signature:
    """The types of a function's parameters and of its result, None for none."""

    parameters: tuple[int, ...]
    result: int | None = None

    def encoded(self) -> bytes:
        """The function type."""
        results = [] if self.result is None else [bytes([self.result])]
        return b"\x60" + vector([bytes([kind]) for kind in self.parameters]) + vector(results)


OPERATIONS: Final = {
    "unreachable": 0x00,
    "else": 0x05,
    "end": 0x0B,
    "return": 0x0F,
    "drop": 0x1A,
    "select": 0x1B,
    "i32.eqz": 0x45,
    "i32.eq": 0x46,
    "i32.ne": 0x47,
    "i32.lt_s": 0x48,
    "i32.lt_u": 0x49,
    "i32.gt_s": 0x4A,
    "i32.le_s": 0x4C,
    "i32.ge_s": 0x4E,
    "i64.eqz": 0x50,
    "i64.eq": 0x51,
    "i64.ne": 0x52,
    "f64.eq": 0x61,
    "f64.ne": 0x62,
    "f64.lt": 0x63,
    "f64.gt": 0x64,
    "f64.le": 0x65,
    "f64.ge": 0x66,
    "i32.add": 0x6A,
    "i32.sub": 0x6B,
    "i32.mul": 0x6C,
    "i32.div_s": 0x6D,
    "i32.rem_s": 0x6F,
    "i32.and": 0x71,
    "i32.or": 0x72,
    "i32.xor": 0x73,
    "i32.shl": 0x74,
    "i32.shr_u": 0x76,
    "i64.add": 0x7C,
    "i64.sub": 0x7D,
    "i64.mul": 0x7E,
    "i64.rem_u": 0x82,
    "i64.and": 0x83,
    "i64.or": 0x84,
    "i64.xor": 0x85,
    "i64.shl": 0x86,
    "i64.shr_u": 0x88,
    "f64.abs": 0x99,
    "f64.neg": 0x9A,
    "f64.floor": 0x9C,
    "f64.add": 0xA0,
    "f64.sub": 0xA1,
    "f64.mul": 0xA2,
    "f64.div": 0xA3,
    "i32.wrap_i64": 0xA7,
    "i32.trunc_f64_s": 0xAA,
    "i64.extend_i32_s": 0xAC,
    "f64.convert_i32_s": 0xB7,
    "f64.convert_i64_u": 0xBA,
}

LOADS: Final = {I32: b"\x28\x02", I64: b"\x29\x03", F64: b"\x2b\x03"}
STORES: Final = {I32: b"\x36\x02", I64: b"\x37\x03", F64: b"\x39\x03"}
SIZES: Final = {I32: 4, I64: 8, F64: 8}


class Code:
    """The body of a function as it is written: instructions, and locals that can be used again."""

    def __init__(self, parameters: Sequence[int] = ()) -> None:
        self.bytes = bytearray()
        self.parameters = tuple(parameters)
        self.locals: list[int] = []
        self.depth = 0
        """How many blocks, loops and ifs are open."""
        self._free: dict[int, list[int]] = {}

    # ---- locals

    def local(self, kind: int) -> int:
        """A local of a type that nobody uses now."""
        free = self._free.get(kind)
        if free:
            return free.pop()
        self.locals.append(kind)
        return len(self.parameters) + len(self.locals) - 1

    def release(self, kind: int, number: int) -> None:
        """Let a local be used again."""
        self._free.setdefault(kind, []).append(number)

    # ---- instructions

    def op(self, *names: str) -> None:
        """Instructions without operands."""
        for name in names:
            self.bytes.append(OPERATIONS[name])
            self.depth -= name == "end"

    def get(self, local: int) -> None:
        """Put a local on the stack."""
        self.bytes += b"\x20" + unsigned(local)

    def set(self, local: int) -> None:
        """Take a local's value from the stack."""
        self.bytes += b"\x21" + unsigned(local)

    def tee(self, local: int) -> None:
        """Give a local the value on the stack, and leave it there."""
        self.bytes += b"\x22" + unsigned(local)

    def global_get(self, number: int) -> None:
        """Put a global on the stack."""
        self.bytes += b"\x23" + unsigned(number)

    def global_set(self, number: int) -> None:
        """Take a global's value from the stack."""
        self.bytes += b"\x24" + unsigned(number)

    def i32(self, value: int) -> None:
        """A constant."""
        self.bytes += b"\x41" + signed(value)

    def i64(self, value: int) -> None:
        """A constant, given as a number from 0 to 2**64 - 1 or signed."""
        self.bytes += b"\x42" + signed(value - (1 << 64) if value >= 1 << 63 else value)

    def f64(self, value: float) -> None:
        """A constant."""
        self.bytes += b"\x44" + struct.pack("<d", value)

    def load(self, kind: int, offset: int) -> None:
        """Replace an address by what stands `offset` bytes behind it."""
        self.bytes += LOADS[kind] + unsigned(offset)

    def store(self, kind: int, offset: int) -> None:
        """Write a value `offset` bytes behind an address; both are taken from the stack."""
        self.bytes += STORES[kind] + unsigned(offset)

    def call(self, function: int) -> None:
        """Call a function."""
        self.bytes += b"\x10" + unsigned(function)

    def call_indirect(self, signature: int) -> None:
        """Call the function of the table whose place is on the stack."""
        self.bytes += b"\x11" + unsigned(signature) + b"\x00"

    def block(self, result: int = VOID) -> None:
        """Begin a block: a branch to it leaves it."""
        self.bytes += bytes([0x02, result])
        self.depth += 1

    def loop(self) -> None:
        """Begin a loop: a branch to it goes on with the next round."""
        self.bytes += bytes([0x03, VOID])
        self.depth += 1

    def begin_if(self, result: int = VOID) -> None:
        """Begin what is done when the number on the stack is not 0."""
        self.bytes += bytes([0x04, result])
        self.depth += 1

    def branch(self, depth: int) -> None:
        """Leave so many blocks, or go on with a loop."""
        self.bytes += b"\x0c" + unsigned(depth)

    def branch_if(self, depth: int) -> None:
        """The same if the number on the stack is not 0."""
        self.bytes += b"\x0d" + unsigned(depth)

    def pair(self) -> None:
        """Turn a number into a pair of it."""
        self.bytes += b"\xfd\x14"

    def of_pairs(self, op: str) -> None:
        """The smaller ("min") or larger ("max") of two numbers that stand there as pairs, the first
        if they are equal. Numbers alone are compared by a branch, and a branch that is guessed
        wrong costs more than all the rest.
        """
        self.bytes += {"min": b"\xfd\xf6\x01", "max": b"\xfd\xf7\x01"}[op]
        self.bytes += b"\xfd\x21\x00"

    def whole(self) -> None:
        """Turn a number into a whole number, cut to 32 bits."""
        self.bytes += b"\xfc\x02"

    def copy(self) -> None:
        """Copy bytes in memory: to, from and how many are on the stack."""
        self.bytes += b"\xfc\x0a\x00\x00"

    def encoded(self) -> bytes:
        """The finished function body."""
        groups = [unsigned(1) + bytes([kind]) for kind in self.locals]
        body = vector(groups) + bytes(self.bytes) + b"\x0b"
        return unsigned(len(body)) + body


@dataclass(slots=True)
class Module:
    """A module in the making. Functions are numbered in the order of `declare`."""

    signatures: list[Signature] = field(default_factory=list)
    functions: list[int] = field(default_factory=list)
    bodies: dict[int, bytes] = field(default_factory=dict)
    table: list[int] = field(default_factory=list)
    globals: list[int] = field(default_factory=list)
    exports: list[tuple[str, int, int]] = field(default_factory=list)
    data: bytearray = field(default_factory=bytearray)
    size: int = CONSTANTS
    names: dict[int, str] = field(default_factory=dict)

    def signature(self, parameters: Iterable[int], result: int | None = None) -> int:
        """The number of a function type."""
        wanted = Signature(tuple(parameters), result)
        if wanted not in self.signatures:
            self.signatures.append(wanted)
        return self.signatures.index(wanted)

    def declare(self, signature: int, name: str) -> int:
        """The number of a function that is written later; its name is for messages and profiles."""
        self.functions.append(signature)
        self.names[len(self.functions) - 1] = name
        return len(self.functions) - 1

    def write(self, function: int, code: Code) -> None:
        """The body of a declared function."""
        self.bodies[function] = code.encoded()

    def listed(self, functions: Sequence[int]) -> int:
        """Put functions into the table; gives the place of the first."""
        place = len(self.table)
        self.table += functions
        return place

    def variable(self, kind: int) -> int:
        """A mutable global, 0 at the start."""
        self.globals.append(kind)
        return len(self.globals) - 1

    def room(self, size: int) -> int:
        """The address of so many bytes of memory, 0 at the start."""
        address = (self.size + 7) // 8 * 8
        self.size = address + size
        return address

    def constant(self, content: bytes) -> int:
        """The address of bytes that stand there from the start."""
        address = (len(self.data) + 7) // 8 * 8
        self.data += bytes(address - len(self.data)) + content
        if len(self.data) > CONSTANTS:
            raise ValueError(f"more than {CONSTANTS} bytes of constants")
        return address

    def export(self, name: str, function: int) -> None:
        """Make a function callable from outside."""
        self.exports.append((name, 0x00, function))

    def encoded(self) -> bytes:
        """The module; its memory is exported as `memory`."""
        exports = [*self.exports, ("memory", 0x02, 0)]
        zero = {I32: b"\x41\x00", I64: b"\x42\x00", F64: b"\x44" + bytes(8)}
        parts = [
            section(1, vector([signature.encoded() for signature in self.signatures])),
            section(3, vector([unsigned(number) for number in self.functions])),
            section(4, vector([b"\x70\x00" + unsigned(len(self.table))])),
            section(5, vector([b"\x00" + unsigned(-(-self.size // PAGE))])),
            section(
                6, vector([bytes([kind, 0x01]) + zero[kind] + b"\x0b" for kind in self.globals])
            ),
            section(
                7,
                vector([text(name) + bytes([kind]) + unsigned(to) for name, kind, to in exports]),
            ),
            section(
                9,
                vector([b"\x00\x41\x00\x0b" + vector([unsigned(number) for number in self.table])]),
            ),
            section(10, vector([self.bodies[number] for number in range(len(self.functions))])),
            section(11, vector([b"\x00\x41\x00\x0b" + unsigned(len(self.data)) + self.data])),
            section(0, text("name") + section(1, self._named())),
        ]
        return b"\0asm\x01\0\0\0" + b"".join(parts)

    def _named(self) -> bytes:
        return vector([unsigned(number) + text(name) for number, name in self.names.items()])
