"""Hypothesis profiles, and what the markers of pyproject.toml need."""

from __future__ import annotations

import os
import shutil
import sys

import pytest
from hypothesis import HealthCheck, settings

# No deadline and no health check of speed: a busy machine is not a wrong answer.
settings.register_profile(
    "quick", max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("ci", parent=settings.get_profile("quick"), derandomize=True)
settings.register_profile("deep", parent=settings.get_profile("quick"), max_examples=2000)
settings.load_profile("ci" if os.environ.get("CI") else "quick")

PROGRAMS = {"screen": ("Xvfb", "xdotool"), "browser": ("chromium",)}


def pytest_runtest_setup(item: pytest.Item) -> None:
    if sys.platform == "win32" and item.get_closest_marker("posix"):
        pytest.skip("Windows has no such signals")
    for marker, programs in PROGRAMS.items():
        missing = [name for name in programs if shutil.which(name) is None]
        if item.get_closest_marker(marker) is None or not missing:
            continue
        reason = f"needs {' and '.join(missing)}: not installed"
        if os.environ.get("CI"):
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
