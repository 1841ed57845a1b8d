"""Changes noted over one ask: additions that commute, then assignments by initiative.

Everything noted was read from the game as it stood when the ask was resolved. Ranges saturate at
the end; then follows what follows by itself: settings snap to a declared value, the dead and the
expelled hold nothing, a new secretary brings his bloc to his principal.
"""

from __future__ import annotations

from game.engine.game import Game
from game.engine.layout import NOBODY
from game.engine.machine.kernel import copy

LIMIT = 1 << 29
"""A count that is added is cut to this, so that sums stay whole numbers of 32 bits."""

SETTINGS, PEOPLE, HOLDERS = 1, 2, 4
"""What changes touched: policies' settings, lives and memberships, holders of posts."""

KINDS = {"setting": SETTINGS, "alive": PEOPLE, "in_party": PEOPLE, "holder": HOLDERS}
"""The same by the blocks of the column."""


def note_add(game: Game, row: int, count: int) -> None:
    """Note an addition."""
    place = game.added
    game.added_row[place] = row
    game.added_count[place] = max(min(count, LIMIT), -LIMIT)
    game.added = place + 1


def note_set(game: Game, row: int, count: int) -> None:
    """Note an assignment: those of a lower `noting_rank` come first, equal ones as noted."""
    place = game.assigned
    game.assigned_row[place] = row
    game.assigned_count[place] = count
    game.assigned_rank[place] = game.noting_rank
    game.highest_rank = max(game.highest_rank, game.noting_rank)
    game.assigned = place + 1


def apply(game: Game) -> None:
    """Make the noted changes."""
    if game.added == 0 and game.assigned == 0:
        return
    remember_holders(game)
    for place in range(game.added):
        game.c[game.added_row[place]] += game.added_count[place]
    for rank in range(game.highest_rank + 1):
        for place in range(game.assigned):
            if game.assigned_rank[place] == rank:
                game.c[game.assigned_row[place]] = game.assigned_count[place]
    touched = 0
    for place in range(game.added):
        touched = touched | cut(game, game.added_row[place])
    for place in range(game.assigned):
        touched = touched | cut(game, game.assigned_row[place])
    game.added = 0
    game.assigned = 0
    game.highest_rank = 0
    game.noting_rank = 0
    tidy(game, touched)


def cut(game: Game, row: int) -> int:
    """Cut a row to its range; gives what kind of row it is."""
    game.c[row] = min(max(game.c[row], game.low[row]), game.high[row])
    game.v[row] = game.c[row] / game.scale[row]
    return game.row_kind[row]


def remember_holders(game: Game) -> None:
    """Who holds which post before a change."""
    copy(game.holders_before, 0, game.c, game.holder, game.posts)


def tidy(game: Game, touched: int) -> None:
    """What follows by itself from what was touched."""
    game.stale = game.stale | touched
    if touched & SETTINGS != 0:
        for policy in range(game.policies):
            snap(game, policy)
    if touched & PEOPLE != 0:
        strip(game)
    if touched & (PEOPLE | HOLDERS) != 0:
        new_holders(game)


def snap(game: Game, policy: int) -> None:
    """Bring a policy to the nearest of its declared settings."""
    setting = game.c[game.setting + policy]
    first = game.setting_first[policy]
    best = game.setting_value[first]
    for number in range(first + 1, first + game.setting_count[policy]):
        value = game.setting_value[number]
        if distance(game, value, setting) < distance(game, best, setting):
            best = value
    game.c[game.setting + policy] = best


def distance(game: Game, a: int, b: int) -> int:
    """How far two whole numbers lie apart."""
    return a - b if a > b else b - a


def strip(game: Game) -> None:
    """The dead and expelled leave posts and bodies; the dead are nobody's patron any more."""
    for person in range(game.people):
        dead = game.c[game.alive + person] == 0
        if not dead and game.c[game.in_party + person] != 0:
            continue
        for body in range(game.bodies):
            game.c[game.rank + body * game.people + person] = 0
        for post in range(game.posts):
            if game.c[game.holder + post] == person:
                game.c[game.holder + post] = NOBODY
        if not dead:
            continue
        for client in range(game.people):
            if game.c[game.patron + client] == person:
                game.c[game.patron + client] = NOBODY
        for bloc in range(game.blocs):
            if game.c[game.control + bloc] == person:
                game.c[game.control + bloc] = NOBODY


def new_holders(game: Game) -> None:
    """Posts that changed hands: the vacant are marked, a new secretary's principal has his bloc."""
    changed = False
    for post in range(game.posts):
        if game.c[game.holder + post] != game.holders_before[post]:
            changed = True
    if not changed:
        return
    for post in range(game.posts):
        now, before = game.c[game.holder + post], game.holders_before[post]
        if now != NOBODY:
            game.c[game.vacant + post] = 0
        elif before != NOBODY:
            game.c[game.vacant + post] = 1
        if now >= 0 and now != before and game.post_secretary[post] != 0:
            boss = principal(game, now)
            if boss >= 0:
                game.c[game.control + game.post_bloc[post]] = boss


def principal(game: Game, person: int) -> int:
    """The person himself if a leader, else his patron if that is one, else nobody."""
    if person < game.leaders:
        return person
    above = game.c[game.patron + person]
    return above if above < game.leaders else NOBODY
