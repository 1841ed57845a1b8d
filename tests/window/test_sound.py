"""Sounds are made here, play at their volume, and nothing depends on them."""

from __future__ import annotations

import pygame
import pytest

from game.art.sounds import RATE, SOUNDS
from game.window.memory import Settings
from game.window.sound import Speaker


@pytest.mark.parametrize("name", SOUNDS)
def test_a_sound_is_short_loud_enough_never_clipped_and_ends_in_silence(name: str) -> None:
    made = SOUNDS[name]()
    samples = memoryview(made).cast("h")

    seconds = len(samples) / 2 / RATE
    peak = max(abs(sample) for sample in samples)

    assert 0.05 < seconds <= 3
    assert 8_000 < peak < 32_000
    assert abs(samples[-1]) < 400
    assert made == SOUNDS[name]()


def test_the_speaker_plays_what_it_has_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    speaker = Speaker(Settings(volume=50))
    speaker.open()
    try:
        speaker.play("hall")
        assert not speaker.silent
        assert pygame.mixer.get_busy()
    finally:
        speaker.close()


@pytest.mark.parametrize("settings", [Settings(mute=True), Settings(volume=0)])
def test_a_muted_speaker_is_silent(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    speaker = Speaker(settings)
    speaker.open()
    try:
        speaker.play("bell")
        assert not pygame.mixer.get_busy()
    finally:
        speaker.close()


def test_without_a_sound_card_there_is_silence_and_no_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SDL_AUDIODRIVER", "there is no such driver")
    speaker = Speaker(Settings())

    speaker.open()
    speaker.play("stamp")

    assert speaker.silent
