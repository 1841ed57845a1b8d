"""What can be saved of a record that cannot simply be gone on with.

Same rules: everything up to the first line that does not fit. Other rules: the last snapshot goes
on as a game of its own, what does not fit is listed, and the answers until then are kept to read.
The old file is never touched.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from game.engine.rules import VERSION, Rules
from game.record.errors import RecordError
from game.record.minutes import FORMAT, Answer, Header, Snapshot
from game.record.record import Record
from game.record.replay import restore, same_rules, walk


@dataclass(frozen=True, slots=True)
class Rescue:
    """A new record that can be gone on with, and what to tell the player about it."""

    record: Record
    words: str


def misfit(rules: Rules, record: Record) -> RecordError | None:
    """Why a record cannot even be played again with these rules, or None."""
    reason = stranger(rules, record)
    if reason is not None:
        return reason
    if not same_rules(rules, record):
        return RecordError(
            str(record.path or "record"),
            "it was made with other rules",
            "the rules of the scenario as it is now",
        )
    return record.damage


def stranger(rules: Rules, record: Record) -> RecordError | None:
    """Why nothing of a record can be a game of this scenario, or None."""
    name = str(record.path or "record")
    if record.header.scenario != rules.book.id:
        found = f"it is a game of the scenario {record.header.scenario!r}"
        return RecordError(
            name, found, f"a game of {rules.book.id!r}", "Name the scenario it belongs to."
        )
    seats = rules.people[: rules.seats]
    for seat in record.header.seats:
        if seat not in seats:
            return RecordError(name, f"{seat!r} is played", f"one of {', '.join(seats)}")
    return None


def trouble(rules: Rules, record: Record) -> RecordError | None:
    """Why a record cannot be gone on with as it is, or None."""
    reason = misfit(rules, record)
    if reason is not None:
        return reason
    try:
        for _ in walk(rules, record):
            pass
    except RecordError as error:
        return error
    return None


def rescue(rules: Rules, record: Record, reason: RecordError, files: str) -> Rescue:
    """What can be saved; `files` is the digest of the scenario's files now. Raises RecordError,
    with the reason, when nothing can.
    """
    unknown = stranger(rules, record)
    if unknown is not None:
        raise unknown
    if same_rules(rules, record):
        return _before_the_fault(rules, record, reason)
    return _from_snapshot(rules, record, reason, files)


def _before_the_fault(rules: Rules, record: Record, reason: RecordError) -> Rescue:
    stop = 0
    try:
        for step in walk(rules, record):
            if step.after is not None:
                stop = step.stop
    except RecordError:
        pass
    if not stop:
        raise _nothing(record, reason)
    last = record.entries[stop - 1]
    origin = f"saved up to {last.t} of a damaged record"
    header = replace(record.header, origin=origin, format=FORMAT)
    kept = replace(
        record,
        header=header,
        entries=record.entries[:stop],
        path=None,
        whole=0,
        cut="",
        damage=None,
    )
    goes_on = f"The game goes on in a new file, from the last answer that fits, in {last.t}."
    words = f"{reason}\n{goes_on} {_untouched(record)}"
    return Rescue(kept, words)


def _from_snapshot(rules: Rules, record: Record, reason: RecordError, files: str) -> Rescue:
    rows: dict[str, int] = {}
    last: Snapshot | None = None
    for entry in record.entries:
        if isinstance(entry, Snapshot) and entry.next:  # nothing is next when the game is over
            rows.update(entry.rows)
            last = entry
    if last is None:
        raise _nothing(record, reason)
    state, misfits = restore(rules, record.header.seed, last, rows)
    index = record.entries.index(last)
    if rules.finished(state):
        raise _nothing(record, reason)
    header = Header(
        scenario=rules.book.id,
        title=record.header.title,
        folder=record.header.folder,
        version=VERSION,
        rules=rules.digest,
        files=files,
        seed=record.header.seed,
        seats=tuple(seat for seat in record.header.seats if seat in rules.people[: rules.seats]),
        player=record.header.player,
        level=record.header.level,
        bot=record.header.bot,
        game=record.header.game,
        iron=record.header.iron,
        short=record.header.short,
        origin=f"went on under other rules after {last.t}",
    )
    if record.header.seats and not header.seats:
        raise _nothing(record, reason)
    past = (*record.past, *(entry for entry in record.entries[:index] if isinstance(entry, Answer)))
    ask = rules.ask(state).name
    start = Snapshot(last.t, state.turn, ask, state.digest(), rules.snapshot(state))
    goes_on = f"The game goes on in a new file after {last.t}, under the new rules."
    words = f"{reason}\n{goes_on} {_untouched(record)}"
    return Rescue(Record(header, (start,), past), words + _listed(misfits))


def _listed(misfits: list[str]) -> str:
    if not misfits:
        return ""
    shown = ", ".join(misfits[:8]) + (f" and {len(misfits) - 8} more" if len(misfits) > 8 else "")
    return f"\nWhat no longer fits, and starts anew: {shown}."


def _untouched(record: Record) -> str:
    return f"{record.path.name if record.path else 'The old record'} stays as it is."


def _nothing(record: Record, reason: RecordError) -> RecordError:
    seed = record.header.seed
    advice = f"Nothing of it can be gone on with; a new game with seed {seed} has the same dice."
    return RecordError(reason.where, reason.found, reason.expected, advice)
