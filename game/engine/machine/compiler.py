"""Kernels to WebAssembly: the language of `kernel.py`, one function at a time."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import FunctionType
from typing import Final

from game.engine.machine.assembly import F64, I32, I64, SIZES, VOID, Code
from game.engine.machine.kernel import Kernel

KINDS: Final = {"int": I32, "bool": I32, "float": F64, "Word": I64}
_ARITHMETIC: Final = {ast.Add: "add", ast.Sub: "sub", ast.Mult: "mul"}
_BITS: Final = {
    ast.BitAnd: "and",
    ast.BitOr: "or",
    ast.BitXor: "xor",
    ast.LShift: "shl",
    ast.RShift: "shr_u",
}
_ORDER: Final = {
    ast.Eq: "eq",
    ast.NotEq: "ne",
    ast.Lt: "lt",
    ast.Gt: "gt",
    ast.LtE: "le",
    ast.GtE: "ge",
}
_ALL_BITS: Final = (1 << 64) - 1


class KernelError(TypeError):
    """A function that is not a kernel: it says where, and what is not part of the language."""


@dataclass(frozen=True, slots=True)
class Place:
    """An array in memory: the kind of its numbers and where the first stands."""

    kind: int
    address: int


@dataclass(frozen=True, slots=True)
class Callee:
    """A function with its parameters' kinds and its result's. With `place` it is called through
    the table: the first argument counts from there.
    """

    parameters: tuple[int, ...]
    result: int | None
    function: int = -1
    place: int = -1
    signature: int = -1


@dataclass(frozen=True, slots=True)
class World:
    """What names mean to all kernels: constants, arrays, variables (kind and global), functions by
    attribute of the game and by kernel.
    """

    constants: Mapping[str, int | float]
    arrays: Mapping[str, Place]
    variables: Mapping[str, tuple[int, int]]
    methods: Mapping[str, Callee]
    kernels: Mapping[Kernel, Callee]


def signature_of(kernel: Kernel) -> tuple[tuple[int, ...], int | None]:
    """The kinds of a kernel's parameters behind the game, and of its result."""
    notes = dict(kernel.__annotations__)
    result = notes.pop("return", None)
    names = list(inspect.signature(kernel).parameters)[1:]
    try:
        parameters = tuple(KINDS[notes[name]] for name in names)
        return parameters, None if result in (None, "None") else KINDS[result]
    except KeyError as error:
        raise KernelError(f"{kernel.__qualname__}: {error} is no kind of kernels") from None


@cache
def parsed(kernel: FunctionType) -> ast.FunctionDef:
    """A kernel's source."""
    (tree,) = ast.parse(textwrap.dedent(inspect.getsource(kernel))).body
    assert isinstance(tree, ast.FunctionDef)
    return tree


@cache
def straight(kernel: FunctionType) -> tuple[list[ast.stmt], ast.expr | None] | None:
    """The assignments and the result, if it has one, of a kernel that does nothing else."""
    body = parsed(kernel).body[ast.get_docstring(parsed(kernel)) is not None :]
    *steps, last = body
    value = last.value if isinstance(last, ast.Return) else None
    if value is None:
        steps = body
    return (steps, value) if all(isinstance(step, ast.Assign) for step in steps) else None


def compiled(kernel: FunctionType, world: World) -> Code:
    """The body of a kernel. Raises KernelError."""
    return _Compiler(kernel, world).code


class _Compiler:
    def __init__(self, kernel: FunctionType, world: World) -> None:
        self.kernel = kernel
        self.world = world
        parameters, self.result = signature_of(kernel)
        tree = parsed(kernel)
        game, *others = (argument.arg for argument in tree.args.args)
        self.game = game
        self.code = Code(parameters)
        self.names = {
            name: (kind, number)
            for number, (name, kind) in enumerate(zip(others, parameters, strict=True))
        }
        self.depth = 0
        self.loops: list[tuple[int, int]] = []
        self.statements(tree.body)
        if self.result is not None:
            self.code.op("unreachable")

    def wrong(self, node: ast.AST, message: str) -> KernelError:
        line = self.kernel.__code__.co_firstlineno + getattr(node, "lineno", 1) - 1
        return KernelError(f"{self.kernel.__module__}:{line}: {message}")

    # ---------------------------------------------------------------- statements

    def statements(self, body: list[ast.stmt]) -> None:
        for node in body:
            self.statement(node)

    def statement(self, node: ast.stmt) -> None:
        code = self.code
        match node:
            case ast.Expr(value=ast.Constant(value=str())) | ast.Pass():
                pass
            case ast.Expr(value=ast.Call() as call):
                if self.call(call) is not None:
                    code.op("drop")
            case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
                self.assign_together(names, values)
            case ast.Assign(targets=[target], value=value):
                self.assign(target, value)
            case ast.AnnAssign(target=ast.Name(id=name), annotation=ast.Name(id=kind), value=value):
                if value is None or kind not in KINDS:
                    raise self.wrong(node, "a declaration has a kind and a value")
                self.names.setdefault(name, (KINDS[kind], code.local(KINDS[kind])))
                self.assign(ast.Name(name), value)
            case ast.AugAssign(target=target, op=op, value=value):
                self.augmented(target, op, value)
            case ast.If(test=test, body=body, orelse=orelse):
                self.truth(test)
                code.begin_if()
                self.depth += 1
                self.statements(body)
                if orelse:
                    code.op("else")
                    self.statements(orelse)
                self.depth -= 1
                code.op("end")
            case ast.While(test=test, body=body, orelse=[]):
                self.while_loop(test, body)
            case ast.For(target=ast.Name(id=name), iter=iterator, body=body, orelse=[]):
                self.for_loop(name, iterator, body)
            case ast.Break():
                code.branch(self.depth - self.loops[-1][0])
            case ast.Continue():
                code.branch(self.depth - self.loops[-1][1])
            case ast.Return(value=value):
                if value is not None and self.result is not None:
                    self.number(value, self.result)
                code.op("return")
            case _:
                raise self.wrong(node, f"{type(node).__name__} is no statement of kernels")

    def assign(self, target: ast.expr, value: ast.expr) -> None:
        code = self.code
        match target:
            case ast.Name(id=name):
                if name not in self.names:
                    kind = self.expression(value)
                    self.names[name] = kind, code.local(kind)
                else:
                    self.number(value, self.names[name][0])
                code.set(self.names[name][1])
            case ast.Attribute(value=ast.Name(id=self.game), attr=name):
                kind, number = self.variable(target, name)
                self.number(value, kind)
                code.global_set(number)
            case ast.Subscript():
                place, offset = self.address(target)
                self.number(value, place.kind)
                code.store(place.kind, offset)
            case _:
                raise self.wrong(target, "a name, a variable of the game or a place of an array")

    def assign_together(self, targets: list[ast.expr], values: list[ast.expr]) -> None:
        """All values are worked out before the first is assigned."""
        code, locals_ = self.code, []
        for target, value in zip(targets, values, strict=True):
            if not isinstance(target, ast.Name):
                raise self.wrong(target, "only names are assigned together")
            known = self.names.get(target.id)
            kind = known[0] if known else self.kind_of(value)
            self.number(value, kind)
            locals_.append((target.id, kind))
        for name, kind in reversed(locals_):
            self.names.setdefault(name, (kind, code.local(kind)))
            code.set(self.names[name][1])

    def augmented(self, target: ast.expr, op: ast.operator, value: ast.expr) -> None:
        if not isinstance(target, ast.Subscript):
            self.assign(target, ast.copy_location(ast.BinOp(target, op, value), target))
            return
        code = self.code
        place, offset = self.address(target)
        address = code.local(I32)
        code.tee(address)
        code.get(address)
        code.load(place.kind, offset)
        self.number(value, place.kind)
        code.op(f"{_prefix(place.kind)}.{_ARITHMETIC[type(op)]}")
        code.store(place.kind, offset)
        code.release(I32, address)

    def while_loop(self, test: ast.expr, body: list[ast.stmt]) -> None:
        code = self.code
        code.block()
        code.loop()
        self.depth += 2
        self.loops.append((self.depth - 1, self.depth))
        if not (isinstance(test, ast.Constant) and test.value is True):
            self.truth(test)
            code.op("i32.eqz")
            code.branch_if(1)
        self.statements(body)
        code.branch(0)
        self.loops.pop()
        self.depth -= 2
        code.op("end", "end")

    def for_loop(self, name: str, iterator: ast.expr, body: list[ast.stmt]) -> None:
        match iterator:
            case ast.Call(func=ast.Name(id="range"), args=[stop], keywords=[]):
                start: ast.expr = ast.Constant(0)
            case ast.Call(func=ast.Name(id="range"), args=[start, stop], keywords=[]):
                pass
            case _:
                raise self.wrong(iterator, "kernels run over range(stop) or range(start, stop)")
        code = self.code
        self.assign(ast.Name(name), start)
        _, counter = self.names[name]
        last = code.local(I32)
        self.number(stop, I32)
        code.set(last)
        code.block()
        code.loop()
        code.get(counter)
        code.get(last)
        code.op("i32.ge_s")
        code.branch_if(1)
        code.block()
        self.depth += 3
        self.loops.append((self.depth - 2, self.depth))
        self.statements(body)
        self.loops.pop()
        self.depth -= 3
        code.op("end")
        code.get(counter)
        code.i32(1)
        code.op("i32.add")
        code.set(counter)
        code.branch(0)
        code.op("end", "end")
        code.release(I32, last)

    # ---------------------------------------------------------------- places

    def variable(self, node: ast.AST, name: str) -> tuple[int, int]:
        if name not in self.world.variables:
            raise self.wrong(node, f"{name!r} is no variable of a game")
        return self.world.variables[name]

    def address(self, node: ast.Subscript) -> tuple[Place, int]:
        """Puts the address of a place on the stack, but for the offset it gives."""
        match node.value:
            case ast.Attribute(value=ast.Name(id=self.game), attr=name) if (
                name in self.world.arrays
            ):
                place = self.world.arrays[name]
            case _:
                raise self.wrong(node, "only arrays of the game have places")
        size = SIZES[place.kind]
        fixed, moving = self.parted(node.slice)
        code = self.code
        if moving:
            for number, part in enumerate(moving):
                self.number(part, I32)
                if number:
                    code.op("i32.add")
            code.i32(size.bit_length() - 1)
            code.op("i32.shl")
        else:
            code.i32(0)
        offset = place.address + fixed * size
        if offset < 0:
            raise self.wrong(node, "this place stands before the memory's beginning")
        return place, offset

    def parted(self, node: ast.expr) -> tuple[int, list[ast.expr]]:
        """A sum as its constant part and the others."""
        known = self.known(node)
        if isinstance(known, int):
            return known, []
        match node:
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                first, second = self.parted(left), self.parted(right)
                return first[0] + second[0], first[1] + second[1]
            case ast.BinOp(left=left, op=ast.Sub(), right=right) if isinstance(
                self.known(right), int
            ):
                fixed, moving = self.parted(left)
                return fixed - int(self.known(right) or 0), moving
        return 0, [node]

    def known(self, node: ast.expr) -> int | float | None:
        """The value of an expression of constants, else None."""
        match node:
            case ast.Constant(value=bool() | int() | float() as value):
                return value
            case ast.Attribute(value=ast.Name(id=self.game), attr=name):
                return self.world.constants.get(name)
            case ast.Name(id=name) if name not in self.names:
                found = self.kernel.__globals__.get(name)
                return found if isinstance(found, bool | int | float) else None
            case ast.UnaryOp(op=ast.USub(), operand=x):
                inner = self.known(x)
                return None if inner is None else -inner
            case ast.BinOp(left=left, op=op, right=right) if type(op) in _ARITHMETIC:
                a, b = self.known(left), self.known(right)
                if a is None or b is None:
                    return None
                sign = _ARITHMETIC[type(op)]
                return a + b if sign == "add" else a - b if sign == "sub" else a * b
        return None

    # ---------------------------------------------------------------- expressions

    def number(self, node: ast.expr, wanted: int) -> None:
        """Puts a value of a kind on the stack; whole numbers become numbers where asked."""
        known = self.known(node)
        if known is not None and wanted == F64:
            self.code.f64(float(known))
            return
        if known is not None and wanted == I64 and isinstance(known, int):
            self.code.i64(known)
            return
        kind = self.expression(node)
        if kind == wanted:
            return
        if kind == I32 and wanted == F64:
            self.code.op("f64.convert_i32_s")
            return
        raise self.wrong(node, f"{_prefix(kind)} where {_prefix(wanted)} is wanted")

    def truth(self, node: ast.expr) -> None:
        """Puts a truth on the stack."""
        kind = self.expression(node)
        if kind != I32:
            raise self.wrong(node, "a condition is a comparison or a truth")

    def expression(self, node: ast.expr) -> int:
        """Puts a value on the stack and gives its kind."""
        known = self.known(node)
        if known is not None:
            return self.constant(known)
        code = self.code
        match node:
            case ast.Name(id=name) if name in self.names:
                kind, number = self.names[name]
                code.get(number)
                return kind
            case ast.Attribute(value=ast.Name(id=self.game), attr=name):
                kind, number = self.variable(node, name)
                code.global_get(number)
                return kind
            case ast.Subscript():
                place, offset = self.address(node)
                code.load(place.kind, offset)
                return place.kind
            case ast.UnaryOp(op=ast.Not(), operand=x):
                self.truth(x)
                code.op("i32.eqz")
                return I32
            case ast.UnaryOp(op=ast.USub(), operand=x):
                return self.negative(x)
            case ast.BinOp(left=left, op=op, right=right):
                return self.binary(node, left, op, right)
            case ast.BoolOp(op=op, values=values):
                self.connected(op, values)
                return I32
            case ast.Compare(left=left, ops=ops, comparators=comparators):
                self.compared(node, left, ops, comparators)
                return I32
            case ast.IfExp(test=test, body=a, orelse=b):
                return self.choice(test, a, b)
            case ast.Call():
                result = self.call(node)
                if result is None:
                    raise self.wrong(node, "this call gives nothing")
                return result
        raise self.wrong(node, f"{type(node).__name__} is no expression of kernels")

    def constant(self, value: float) -> int:
        if isinstance(value, int):
            kind = _kind_of_whole(value)
            if kind == I64:
                self.code.i64(value)
            else:
                self.code.i32(value)
            return kind
        self.code.f64(value)
        return F64

    def negative(self, x: ast.expr) -> int:
        code = self.code
        at = len(code.bytes)
        kind = self.expression(x)
        if kind == F64:
            code.op("f64.neg")
            return kind
        inner = bytes(code.bytes[at:])
        del code.bytes[at:]
        code.i32(0)
        code.bytes += inner
        code.op("i32.sub")
        return I32

    def kind_of(self, node: ast.expr) -> int:
        """The kind an expression has."""
        known = self.known(node)
        if known is not None:
            return F64 if isinstance(known, float) else _kind_of_whole(known)
        match node:
            case ast.Name(id=name) if name in self.names:
                return self.names[name][0]
            case ast.Attribute(attr=name):
                return self.variable(node, name)[0]
            case ast.Subscript(value=ast.Attribute(attr=name)) if name in self.world.arrays:
                return self.world.arrays[name].kind
            case ast.UnaryOp(op=ast.USub(), operand=x):
                return self.kind_of(x)
            case ast.BinOp(op=ast.Div()):
                return F64
            case ast.BinOp(left=a, op=ast.FloorDiv() | ast.Mod()):
                return self.kind_of(a)
            case ast.BinOp(left=a, right=b) | ast.IfExp(body=a, orelse=b):
                return self.wider(a, b)
            case ast.Call(func=ast.Attribute(attr=name)) if name in self.world.methods:
                return self.world.methods[name].result or I32
            case ast.Call(func=ast.Name(id=name), args=given):
                return self.kind_of_call(name, given)
        return I32

    def kind_of_call(self, name: str, given: list[ast.expr]) -> int:
        kernel = self.kernel_of(name)
        if kernel is not None:
            return self.world.kernels[kernel].result or I32
        if name in ("min", "max"):
            return self.wider(*given)
        return {"floor": F64, "float": F64, "abs": F64, "Word": I64}.get(name, I32)

    def wider(self, a: ast.expr, b: ast.expr) -> int:
        """The kind both expressions fit into."""
        return max(self.kind_of(a), self.kind_of(b), key=(I32, I64, F64).index)

    def binary(self, node: ast.expr, left: ast.expr, op: ast.operator, right: ast.expr) -> int:
        code = self.code
        if isinstance(op, ast.Div):
            self.number(left, F64)
            self.number(right, F64)
            code.op("f64.div")
            return F64
        if isinstance(op, ast.Mod) and self.kind_of(left) == I64:
            self.number(left, I64)
            self.number(right, I64)
            code.op("i64.rem_u")
            return I64
        if isinstance(op, ast.FloorDiv | ast.Mod):
            self.number(left, I32)
            self.number(right, I32)
            code.op("i32.div_s" if isinstance(op, ast.FloorDiv) else "i32.rem_s")
            return I32
        kind = self.wider(left, right)
        if type(op) in _BITS and kind in (I32, I64):
            self.number(left, kind)
            if isinstance(op, ast.BitAnd) and self.known(right) == _ALL_BITS:
                return kind
            self.number(right, kind)
            code.op(f"{_prefix(kind)}.{_BITS[type(op)]}")
            return kind
        if type(op) not in _ARITHMETIC:
            raise self.wrong(node, f"{type(op).__name__} is no operation of kernels")
        self.number(left, kind)
        self.number(right, kind)
        code.op(f"{_prefix(kind)}.{_ARITHMETIC[type(op)]}")
        return kind

    def connected(self, op: ast.boolop, values: list[ast.expr]) -> None:
        code = self.code
        first, *others = values
        self.truth(first)
        if not others:
            return
        code.begin_if(I32)
        self.depth += 1
        if isinstance(op, ast.And):
            self.connected(op, others)
            code.op("else")
            code.i32(0)
        else:
            code.i32(1)
            code.op("else")
            self.connected(op, others)
        self.depth -= 1
        code.op("end")

    def compared(
        self, node: ast.expr, left: ast.expr, ops: list[ast.cmpop], others: list[ast.expr]
    ) -> None:
        code = self.code
        if isinstance(ops[0], ast.In | ast.NotIn):
            self.within(node, left, others[0])
            if isinstance(ops[0], ast.NotIn):
                code.op("i32.eqz")
            return
        for number, (op, right) in enumerate(zip(ops, others, strict=True)):
            kind = self.wider(left, right)
            self.number(left, kind)
            self.number(right, kind)
            if type(op) not in _ORDER:
                raise self.wrong(node, "kernels compare with == != < > <= >=")
            order = _ORDER[type(op)]
            suffix = "_s" if kind != F64 and order in ("lt", "gt", "le", "ge") else ""
            code.op(f"{_prefix(kind)}.{order}{suffix}")
            if number:
                code.op("i32.and")
            left = right

    def within(self, node: ast.expr, x: ast.expr, group: ast.expr) -> None:
        """Whether a whole number is one of several."""
        if not isinstance(group, ast.Tuple) or not isinstance(x, ast.Name):
            raise self.wrong(node, "kernels say `name in (a, b)`")
        for number, item in enumerate(group.elts):
            self.number(x, I32)
            self.number(item, I32)
            self.code.op("i32.eq")
            if number:
                self.code.op("i32.or")

    def choice(self, test: ast.expr, a: ast.expr, b: ast.expr) -> int:
        code = self.code
        kind = self.wider(a, b)
        if kind == I32 and _plain(a) and _plain(b):
            self.number(a, kind)
            self.number(b, kind)
            self.truth(test)
            code.op("select")
            return kind
        self.truth(test)
        code.begin_if(kind)
        self.depth += 1
        self.number(a, kind)
        code.op("else")
        self.number(b, kind)
        self.depth -= 1
        code.op("end")
        return kind

    # ---------------------------------------------------------------- calls

    def call(self, node: ast.Call) -> int | None:
        match node.func:
            case ast.Attribute(value=ast.Name(id=self.game), attr=name):
                callee = self.world.methods.get(name)
                if callee is None:
                    raise self.wrong(node, f"{name!r} is no table of formulas")
                return self.function(node, callee, node.args)
            case ast.Name(id=name):
                kernel = self.kernel_of(name)
                if kernel is not None:
                    parts = straight(kernel)
                    if parts is not None:
                        return self.inlined(kernel, *parts, node.args[1:])
                    return self.function(node, self.world.kernels[kernel], node.args[1:])
                if name == "copy":
                    self.copied(node.args)
                    return None
                return self.built_in(node, name, node.args)
        raise self.wrong(node, "kernels call kernels, formulas and built-in functions")

    def kernel_of(self, name: str) -> FunctionType | None:
        """The kernel a name means."""
        found = self.kernel.__globals__.get(name)
        return found if isinstance(found, FunctionType) and found in self.world.kernels else None

    def function(self, node: ast.Call, callee: Callee, given: list[ast.expr]) -> int | None:
        code = self.code
        wanted = callee.parameters
        first = None
        if callee.place >= 0:
            first, *given = given
        if len(given) != len(wanted):
            raise self.wrong(node, f"{len(given)} arguments, expected {len(wanted)}")
        for argument, kind in zip(given, wanted, strict=True):
            self.number(argument, kind)
        if first is None:
            code.call(callee.function)
        else:
            self.number(first, I32)
            if callee.place:
                code.i32(callee.place)
                code.op("i32.add")
            code.call_indirect(callee.signature)
        return callee.result

    def inlined(
        self,
        kernel: FunctionType,
        steps: list[ast.stmt],
        value: ast.expr | None,
        given: list[ast.expr],
    ) -> int | None:
        """Writes a kernel without branches where it is called."""
        code = self.code
        parameters, result = signature_of(kernel)
        game, *names = inspect.signature(kernel).parameters
        inner: dict[str, tuple[int, int]] = {}
        for name, kind, argument in zip(names, parameters, given, strict=True):
            self.number(argument, kind)
            inner[name] = kind, code.local(kind)
            code.set(inner[name][1])
        outer = self.kernel, self.game, self.names
        self.kernel, self.game, self.names = kernel, game, inner
        self.statements(steps)
        if value is not None and result is not None:
            self.number(value, result)
        self.kernel, self.game, self.names = outer
        for kind, local in inner.values():
            code.release(kind, local)
        return result

    def copied(self, given: list[ast.expr]) -> None:
        """Copies part of an array into another."""
        code = self.code
        to, at, source, start, count = given
        size = 0
        for array, first in ((to, at), (source, start)):
            place, offset = self.address(ast.Subscript(array, first, ast.Load()))
            code.i32(offset)
            code.op("i32.add")
            size = SIZES[place.kind]
        self.number(count, I32)
        code.i32(size)
        code.op("i32.mul")
        code.copy()

    def built_in(self, node: ast.Call, name: str, given: list[ast.expr]) -> int:
        code = self.code
        match name, given:
            case "floor", [x]:
                self.number(x, F64)
                code.op("f64.floor")
                return F64
            case "float", [x]:
                kind = self.expression(x)
                if kind != F64:
                    code.op("f64.convert_i64_u" if kind == I64 else "f64.convert_i32_s")
                return F64
            case "int", [x]:
                kind = self.expression(x)
                if kind != I32:
                    code.op("i32.wrap_i64" if kind == I64 else "i32.trunc_f64_s")
                return I32
            case "Word", [x]:
                if self.expression(x) == I32:
                    code.op("i64.extend_i32_s")
                return I64
            case "abs", [x]:
                self.number(x, F64)
                code.op("f64.abs")
                return F64
            case "min" | "max", [a, b]:
                kind = self.wider(a, b)
                if kind == F64:
                    for x in (a, b):
                        self.number(x, F64)
                        code.pair()
                    code.of_pairs(name)
                    return F64
                first, second = code.local(kind), code.local(kind)
                self.number(a, kind)
                code.set(first)
                self.number(b, kind)
                code.set(second)
                code.get(first)
                code.get(second)
                code.get(first)
                code.get(second)
                code.op(f"{_prefix(kind)}.{'le' if name == 'min' else 'ge'}_s", "select")
                code.release(kind, first)
                code.release(kind, second)
                return kind
        raise self.wrong(node, f"{name}() is no function of kernels")


def _plain(node: ast.expr) -> bool:
    """Whether an expression takes no time."""
    return isinstance(node, ast.Name | ast.Constant)


def _kind_of_whole(value: int) -> int:
    return I32 if -(1 << 31) <= value < 1 << 31 else I64


def _prefix(kind: int) -> str:
    return {I32: "i32", I64: "i64", F64: "f64", VOID: "nothing"}[kind]
