"""Pictures that are kept to be drawn again, as many as a number of pixels allows."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable

import pygame


class Kept:
    """Pictures by what made them; when they are more than `pixels`, those not drawn for longest
    are made anew the next time.
    """

    def __init__(self, pixels: int) -> None:
        self._most = pixels
        self._pixels = 0
        self._pictures: OrderedDict[Hashable, pygame.Surface] = OrderedDict()

    def __len__(self) -> int:
        return len(self._pictures)

    def of(self, key: Hashable, make: Callable[[], pygame.Surface]) -> pygame.Surface:
        """Return the picture of that key, made when it is not there."""
        known = self._pictures.get(key)
        if known is not None:
            self._pictures.move_to_end(key)
            return known
        made = self._pictures[key] = make()
        self._pixels += _pixels(made)
        while self._pixels > self._most and len(self._pictures) > 1:
            _, old = self._pictures.popitem(last=False)
            self._pixels -= _pixels(old)
        return made


def _pixels(picture: pygame.Surface) -> int:
    return picture.get_width() * picture.get_height()
