"""Who writes waits for a turn without holding a connection, so that whoever reads is not kept waiting."""

import threading

import pytest

from community import db as house
from community.db import db, transaction


@pytest.fixture
def one_turn(app, monkeypatch):
    """Of several who write at once one is let in, as on SQLite."""
    if db.engine.dialect.name != "sqlite":
        monkeypatch.setattr(house, "_writers", threading.BoundedSemaphore(1))


@pytest.mark.usefixtures("one_turn")
def test_who_waits_for_a_turn_holds_no_connection(app, ada):
    comes, sessions, written = threading.Event(), [], []

    def writes() -> None:
        with app.app_context():
            sessions.append(db.session())
            comes.set()
            with transaction():
                written.append("a word")

    with transaction():
        other = threading.Thread(target=writes)
        other.start()
        assert comes.wait(10)
        other.join(0.2)
        assert not written
        assert not sessions[0].in_transaction()
    other.join(10)
    assert written


@pytest.mark.usefixtures("one_turn")
def test_a_turn_is_given_back_by_whoever_fails(ada):
    with pytest.raises(ZeroDivisionError), transaction():
        raise ZeroDivisionError
    with transaction():
        ada.bio = "Still writing."
    assert ada.bio == "Still writing."
