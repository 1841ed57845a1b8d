"""The figures of the country, the policies in force, and the calendar."""

from __future__ import annotations

from game.briefing.eyes import Eyes
from game.briefing.model import Figure, Meeting
from game.briefing.words import Words, flat
from game.engine.rules import Rules
from game.scenario.build import months_of, turn_of

PANELS = ("party", "economy", "abroad")
"""The order in which the world's figures come."""


def policies(rules: Rules, words: Words, eyes: Eyes) -> tuple[Figure, ...]:
    """All policies with their settings and the one in force."""
    found = []
    for number, policy in enumerate(rules.book.policies):
        declared = words.content.policies[policy.id]
        value = eyes.value("setting", number)
        decided = words.content.bodies[policy.decided_by].label
        note = flat(f"{declared.note or ''} Decided by: {decided}.")
        found.append(
            Figure(
                id=policy.id,
                label=declared.label,
                value=value,
                text=words.setting(number, value),
                low=float(min(policy.settings)),
                high=float(max(policy.settings)),
                panel="economy",
                note=note,
                settings=tuple((float(v), words.setting(number, v)) for v in policy.settings),
            )
        )
    return tuple(found)


def meetings(words: Words, eyes: Eyes) -> tuple[Meeting, ...]:
    """What the calendar still holds, nearest first."""
    found = []
    for meeting in sorted(words.content.calendar, key=lambda one: months_of(one.on)):
        turns = eyes.rules.sitting(turn_of(words.content, meeting.on)) - eyes.turn
        if turns >= 0:
            found.append(Meeting(words.month(months_of(meeting.on)), meeting.label, turns))
    return tuple(found)
