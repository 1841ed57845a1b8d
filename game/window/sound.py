"""The speaker: sounds at the volume of the settings, and silence where there is no sound card.

Nothing is told by a sound alone.
"""

from __future__ import annotations

import pygame

from game.window import compat
from game.window.memory import Settings


class Speaker:
    """Plays sounds by name once it is open; before, and without a sound card, it is silent."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._sounds: dict[str, pygame.mixer.Sound] = {}

    @property
    def silent(self) -> bool:
        """Whether nothing can be heard here."""
        return not self._sounds

    def open(self) -> None:
        """Open the sound card and make the sounds. Takes a moment."""
        from game.art.sounds import RATE, SOUNDS

        try:
            with compat.quiet():
                pygame.mixer.init(RATE, -16, 2, 512)
            self._sounds = {
                name: pygame.mixer.Sound(buffer=make()) for name, make in SOUNDS.items()
            }
        except (pygame.error, NotImplementedError):
            self._sounds = {}

    def play(self, name: str) -> None:
        """Play a sound, if it can and may be heard."""
        settings = self._settings
        sound = self._sounds.get(name)
        if sound is not None and settings.volume and not settings.mute:
            sound.set_volume(settings.volume / 100)
            sound.play()

    def close(self) -> None:
        """Be silent from now on."""
        self._sounds.clear()
        pygame.mixer.quit()
