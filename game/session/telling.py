"""A record told in words, for those who watch or look back."""

from __future__ import annotations

from game.briefing.deeds import DeedRecord, witness
from game.briefing.make import brief
from game.briefing.model import Deed
from game.engine.rules import Rules
from game.record.errors import RecordError
from game.record.minutes import Answer
from game.record.record import Record
from game.record.replay import begin, walk
from game.record.rescue import stranger, trouble
from game.scenario.load import Loaded


def told(
    rules: Rules, loaded: Loaded, record: Record
) -> tuple[tuple[Deed, ...], RecordError | None]:
    """What happened in a record as its player knows it, turn by turn; of a game of bots, as the
    last of the seats does. With it what is wrong with the record, if anything is: then only what
    came before is told.
    """
    deeds: list[DeedRecord] = []
    reason = trouble(rules, record)
    if stranger(rules, record) is not None:
        return (), reason
    state, _ = begin(rules, record)
    try:
        for step in walk(rules, record):
            if step.after is not None:
                deeds += witness(rules, step.before, step.picks)
                state = step.after
    except RecordError as error:
        reason = reason or error
    played = record.header.seats
    seat = rules.people.index(played[0]) if played else rules.seats - 1
    return brief(rules, loaded, state, seat, deeds=deeds).chronicle, reason


def plain(record: Record) -> list[str]:
    """The answers of a record as they stand there, one a line."""
    answers = [*record.past, *(entry for entry in record.entries if isinstance(entry, Answer))]
    return [f"{each.t}  {each.ask}  {each.seat}: {each.does}" for each in answers]
