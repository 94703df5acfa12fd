"""`zone serve` starts again what crashed, and ends with what cannot be helped."""

import os
import signal
import sys

import pytest

from community import watching
from community.watching import watch

CRASHES_ONCE = """
import pathlib, sys
starts = pathlib.Path(sys.argv[1])
starts.write_text(starts.read_text() + "x" if starts.exists() else "x")
sys.exit(1 if len(starts.read_text()) == 1 else int(sys.argv[2]))
"""


@pytest.fixture(autouse=True)
def _signals():
    before = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)}
    yield
    for each, handler in before.items():
        signal.signal(each, handler)


def test_a_crash_restarts_and_what_cannot_be_helped_ends_all(tmp_path, monkeypatch):
    monkeypatch.setattr(watching, "QUICK", 0.0)  # as if each had run for a while
    starts = tmp_path / "starts"
    lives_on = [sys.executable, "-c", "import time; time.sleep(60)"]
    crashes = [sys.executable, "-c", CRASHES_ONCE, str(starts), str(os.EX_CONFIG)]
    assert watch([lives_on, crashes]) == os.EX_CONFIG
    assert starts.read_text() == "xx"


def test_what_does_not_even_start_is_not_started_again(tmp_path):
    starts = tmp_path / "starts"
    assert watch([[sys.executable, "-c", CRASHES_ONCE, str(starts), "0"]]) == 1
    assert starts.read_text() == "x"
