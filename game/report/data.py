"""A study as plain data, for a file."""

from __future__ import annotations

from typing import Any

from game.lab.size import sizes
from game.lab.study import Study


def lab_data(study: Study) -> dict[str, Any]:
    """The study as plain data, equal however it was run."""
    reading, subject, order = study.main, study.subject, study.order
    found: dict[str, Any] = {
        "scenario": subject.rules.book.id,
        "rules": subject.rules.digest,
        "seed": order.first,
        "bots": order.players.name,
        "bias": order.players.bias,
        "short": subject.rules.book.pace > 1,
        "games": study.tally.games,
    }
    if not study.tally.games:
        return found
    found |= {
        "decisions": int(study.tally["decisions"][0]),
        "endings": {row.id: row.share.count for row in reading.endings() if row.share.count},
        "winners": {row.id: row.share.count for row in reading.winners() if row.share.count},
        "cards": {
            row.id: {
                "a_game": row.per_game,
                "turns": list(row.by_turn),
                "answers": {ident: share.count for ident, _, share in row.options},
            }
            for row in reading.cards()
        },
        "manoeuvres": {act.id: act.share.as_json() for act in reading.acts("manoeuvre")},
        "motions": {act.id: act.share.as_json() for act in reading.acts("agenda")},
        "questions": {ident: list(found) for ident, _, found in reading.questions()},
        "history": {
            f"{bias:g}": [
                {
                    "on": row.on,
                    "label": row.label,
                    "happens": row.share.as_json(),
                    "near": row.near.as_json(),
                    "turns": list(row.dates),
                    "turning_point": row.turning_point,
                }
                for row in calibrated.anchors()
            ]
            for bias, calibrated in study.calibrated().items()
        },
        "figures": {
            f"{bias:g}": [
                {
                    "series": row.id,
                    "date": point.date,
                    "true": point.true,
                    "band": [point.low, point.median, point.high],
                    "inside": point.inside,
                }
                for row in calibrated.true_series()
                for point in row.points
            ]
            for bias, calibrated in study.calibrated().items()
        },
        "never_seen": reading.never(),
        "held_back": {one.aim.key: one.reason for one in study.unseen},
        "words": {row.seat: row.words for row in study.lengths},
        "size": sizes(subject.loaded.content),
        "numbers": [
            {
                "path": one.tunable.path,
                "from": one.tunable.value,
                "to": one.tunable.changed,
                "moves": one.what,
                "by": [one.change.low, one.change.value, one.change.high],
                "pairs": one.pairs,
            }
            for one in study.effects
        ],
    }
    return found
