"""The sounds of the game, made from sines and noise: a stamp, a bell, a typewriter, a hall.

Each is stereo, 16 bit, `RATE` samples a second, as bytes. They are the same on every run.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

RATE = 22_050
"""Samples a second."""

Wave = NDArray[np.float64]
"""Samples from -1 to 1."""


def stamp() -> bytes:
    """Return a rubber stamp on a wooden desk: a thud and the slap of the paper."""
    time = _time(0.28)
    thud = np.sin(2 * np.pi * (95 - 120 * time) * time) * np.exp(-time * 22)
    slap = _smooth(_noise(len(time), 1), 5) * np.exp(-time * 60)
    return _stereo(0.9 * thud + 0.8 * slap)


def bell() -> bytes:
    """Return the chairman's hand bell: partials that are no multiples of each other."""
    time = _time(1.6)
    partials = ((1, 1.0, 3.0), (2.76, 0.6, 4.5), (5.4, 0.35, 7.0), (8.93, 0.2, 11.0))
    rings = [
        weight * np.sin(2 * np.pi * 880 * ratio * time) * np.exp(-time * fall)
        for ratio, weight, fall in partials
    ]
    return _stereo(np.sum(rings, axis=0), apart=0.004)


def typewriter() -> bytes:
    """Return one key of a typewriter: a click and its echo in the carriage."""
    time = _time(0.07)
    click = _noise(len(time), 2) * np.exp(-time * 190)
    metal = np.sin(2 * np.pi * 2_350 * time) * np.exp(-time * 120)
    return _stereo(0.5 * click + 0.25 * metal)


def hall() -> bytes:
    """Return the murmur of a full hall, coming up and dying away."""
    time = _time(3.0)
    murmur = np.zeros(len(time))
    for voice in range(14):
        noise = _smooth(_noise(len(time), 3 + voice), 18 + 3 * voice)
        pace = 2.3 + 0.37 * voice
        murmur += noise * (0.55 + 0.45 * np.sin(2 * np.pi * pace * time + voice))
    return _stereo(murmur * np.sin(np.pi * time / time[-1]) ** 2, apart=0.011, loud=0.35)


SOUNDS = {"stamp": stamp, "bell": bell, "type": typewriter, "hall": hall}
"""Makers of sounds by name."""


def _time(seconds: float) -> Wave:
    return np.arange(int(RATE * seconds)) / RATE


def _noise(length: int, seed: int) -> Wave:
    """White noise by Weyl's sequence, squared so that it does not ring."""
    steps = np.arange(1, length + 1, dtype=np.float64)
    weyl = steps * steps * (0.754877666 + seed * 0.0001) % 1.0
    return 2 * weyl - 1


def _smooth(wave: Wave, width: int) -> Wave:
    """The running mean over so many samples: what is high in it is gone."""
    sums = np.cumsum(np.concatenate((np.zeros(width), wave)))
    return np.asarray((sums[width:] - sums[:-width]) / width)


def _stereo(wave: Wave, apart: float = 0.0, loud: float = 0.8) -> bytes:
    """The wave at both ears, at the right one a little later, as loud as that at its peak."""
    fade = min(len(wave), RATE // 200)
    wave = wave.copy()
    wave[-fade:] *= np.linspace(1, 0, fade)
    delay = int(RATE * apart)
    late = np.concatenate((np.zeros(delay), wave))[: len(wave)]
    both = np.stack((wave, late), axis=1)
    peak = np.abs(both).max()
    return np.asarray(both / peak * loud * 32_767, dtype="<i2").tobytes()
