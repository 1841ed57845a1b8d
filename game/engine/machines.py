"""The machines that run a rulebook: compiled where Wasmtime is there, else plain Python."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from numpy.typing import NDArray

from game.engine import batch, foresight
from game.engine.changes import note_add, note_set
from game.engine.dice import chance
from game.engine.equipment import BOUND, equipped, kernels
from game.engine.machine.kernel import Environment, Kernel
from game.engine.machine.python import PythonMachine
from game.engine.mirror import mirrored
from game.engine.tables import Table

if TYPE_CHECKING:
    from game.engine.rules import Rules

ENTRIES = (
    batch.begin_all,
    batch.refresh_all,
    batch.drift_all,
    batch.book_all,
    batch.stances_all,
    batch.ask_all,
    batch.go_on_all,
    batch.resolve_all,
    batch.weigh_all,
    batch.check_all,
    batch.weigh_targets_of,
    batch.pick_all_games,
    batch.play_all,
    batch.imagine_all,
    batch.set_policy,
    batch.set_counting,
    foresight.options_all,
    foresight.foresee_all,
)

SERVICES = {"chance": chance, "note_add": note_add, "note_set": note_set}
"""The kernels that formulas and effects call."""


class Machine(Protocol):
    """Something that runs the kernels: arrays to read and write, entries to call."""

    def read(self, name: str, count: int) -> NDArray[Any]:
        """A copy of the first places of an array."""

    def write(self, name: str, values: NDArray[Any]) -> None:
        """Fill the first places of an array."""

    def call(self, name: str, *values: float) -> None:
        """Run an entry."""

    def constant(self, name: str) -> float:
        """A constant of the game."""


def machine_of(rules: Rules, *, counting: bool = False) -> Machine:
    """The fastest machine there is for a rulebook; a `counting` one counts its instructions."""
    return built(rules, equipped(rules), kernels(), rules.tables, ENTRIES, counting=counting)


def built(
    rules: Rules,
    environment: Environment,
    used: Sequence[Kernel],
    tables: Mapping[str, Table],
    entries: Sequence[Kernel],
    *,
    counting: bool = False,
) -> Machine:
    """The fastest machine there is for some kernels and tables of a rulebook."""
    try:
        from game.engine.machine.wasm import CannotStart, WasmMachine
    except (ImportError, OSError):  # no wheel for this platform, or it does not load here
        return PythonMachine(environment, tables, bound(rules), SERVICES, entries)
    found = WasmMachine(environment, used, tables, bound(rules), mirrored(rules), SERVICES, entries)
    try:
        found.start(counting=counting)
    except CannotStart:  # where memory is limited there may be no room for it
        if counting:
            raise
        return PythonMachine(environment, tables, bound(rules), SERVICES, entries)
    return found


def python_machine(rules: Rules) -> Machine:
    """The machine that needs nothing but Python."""
    return PythonMachine(equipped(rules), rules.tables, bound(rules), SERVICES, ENTRIES)


def bound(rules: Rules) -> dict[str, tuple[str, int]]:
    """Where variables of formulas stand that are given to none: attribute and place."""
    found = {name: (attribute, 0) for name, attribute in BOUND.items()}
    issues = enumerate(rules.book.issues)
    return found | {f"motion.{issue}": ("direction", place) for place, issue in issues}
