"""The village's film: the same every time, and of the day on which it was filmed there."""

from datetime import UTC, datetime

import pytest

from livestream.streams import journal
from seeds.village import filming
from seeds.village.filming import put_on_film


def test_it_is_filmed_at_its_moment_and_can_be_seen_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(filming, "EACH", 2)
    at = datetime(2026, 3, 1, 12, tzinfo=UTC)
    put_on_film(["lake:3", "bag:3"], tmp_path, at)
    film = journal.read(tmp_path)
    assert film.segments[0].at == at.timestamp()
    assert film.seconds == pytest.approx(4, abs=0.2)
    assert all((tmp_path / one.name).stat().st_size for one in film.finished)
