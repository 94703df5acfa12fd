"""What a policy would do is said on the command line as it is on the managers' page."""

import pytest

from community import clock
from community.db import db, transaction
from community.engagement.activity import Deed
from community.engagement.commands import score
from community.engagement.policy import SHELF
from community.engagement.record import record
from community.engagement.standing import Standing


@pytest.fixture
def file(tmp_path):
    text = (SHELF / "club-2026.toml").read_text()
    right = '"review.written" = { points = 20,'
    assert right in text
    path = tmp_path / "next.toml"
    path.write_text(text.replace(right, right.replace("20", "40")))
    return path


def test_the_command_line_says_who_would_move_and_moves_nobody(app, ada, mia, file):
    with transaction():
        record(Deed.REVIEW_WRITTEN, by=ada)
        record(Deed.STORY_PUBLISHED, by=mia, occurred_at=clock.now())
    told = app.test_cli_runner().invoke(score, ["simulate", str(file), "--no-attacks"])
    assert told.exit_code == 0, told.output
    assert "1 would have more, 0 less." in told.output
    assert "+20.0  @ada: contribution +20.0" in told.output
    assert "@mia" not in told.output
    assert db.session.get(Standing, ada.id).points == 20


def test_a_file_that_cannot_be_believed_is_refused_with_its_fault(app, file):
    file.write_text(file.read_text().replace("keep = 75", "keep = 175"))
    told = app.test_cli_runner().invoke(score, ["simulate", str(file)])
    assert "tiers.keep is 175" in str(told.exception)
