"""Small tools for lanes: the seats, targets and games an array runs over."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

_FEW = 64


def distinct(values: NDArray[np.integer]) -> list[int]:
    """The different whole numbers from -1 up in an array, in rising order."""
    if values.size <= _FEW:
        return sorted(set(values.ravel().tolist()))
    return (np.flatnonzero(np.bincount(values.ravel() + 1)) - 1).tolist()


def grouped(values: NDArray[np.integer]) -> list[tuple[int, NDArray[np.intp]]]:
    """The different whole numbers of a list (each under 2**15) in rising order, each with the
    places where it stands.
    """
    if values.size <= _FEW:
        places: dict[int, list[int]] = {}
        for place, value in enumerate(values.tolist()):
            places.setdefault(value, []).append(place)
        return [(value, np.array(places[value])) for value in sorted(places)]
    order = values.astype(np.int16).argsort(kind="stable")
    ordered = values[order]
    starts = np.flatnonzero(ordered[1:] != ordered[:-1]) + 1
    firsts = ordered[np.concatenate([[0], starts])].tolist()
    return list(zip(firsts, np.split(order, starts), strict=True))


def spread(value: Any, shape: tuple[int, ...]) -> Any:
    """A value as an array of a shape; what has it already is passed on."""
    if isinstance(value, np.ndarray) and value.shape == shape:
        return value
    return np.broadcast_to(value, shape)
