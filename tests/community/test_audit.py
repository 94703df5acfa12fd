"""Whoever changes the log of what was done is found out."""

import re
from contextlib import suppress

import pytest
from click.testing import CliRunner
from sqlalchemy import delete, text, update

from community.audit import AuditEntry, AuditHead, audit, broken_at, the_chain_is_whole
from community.db import db, transaction
from community.safekeeping.commands import NotSound, verify_command


@pytest.fixture
def log(app):
    with transaction():
        for n in range(1, 6):
            audit("case.seen", f"case {n}", by=n, note="看")


class TooSoon(Exception):
    """Whatever goes wrong in the middle of a deed."""


def changed(statement) -> int | None:
    with transaction():
        db.session.execute(statement, execution_options={"synchronize_session": False})
    db.session.expire_all()
    return broken_at()


def test_a_chain_is_whole_also_before_it_begins(app):
    assert broken_at() is None


def test_what_was_written_stands(log):
    assert broken_at() is None
    said = CliRunner().invoke(verify_command)
    assert (said.exit_code, "ok     the log of what staff did" in said.output) == (0, True)


@pytest.mark.parametrize(
    "part", [{"by": 9}, {"act": "x"}, {"about": "x"}, {"facts": "{}"}, {"digest": "0" * 64}]
)
def test_an_edited_line_is_found(log, part):
    assert changed(update(AuditEntry).where(AuditEntry.id == 3).values(part)) in {3, 4}


@pytest.mark.parametrize("line", [1, 3, 5])
def test_a_deleted_line_is_found_also_the_last(log, line):
    assert changed(delete(AuditEntry).where(AuditEntry.id == line)) == line
    assert list(the_chain_is_whole()) == [
        f"line {line} was edited, added or deleted: compare it with a backup"
    ]
    with pytest.raises(NotSound):
        CliRunner().invoke(verify_command, catch_exceptions=False, standalone_mode=False)


def verified(*words: str):
    return CliRunner().invoke(verify_command, words)


def test_a_seal_that_was_kept_shows_that_the_whole_log_was_written_anew(log):
    seal = verified().output.split("last seal of that log: ")[1].strip()
    assert re.fullmatch(r"5:[0-9a-f]{64}", seal)
    with transaction():
        audit("case.seen", "case 6", by=1)
    assert verified("--seal", seal).exit_code == 0
    with transaction():
        for table in (AuditEntry, AuditHead):
            db.session.execute(delete(table))
        db.session.expunge_all()
        for n in range(1, 7):
            audit("case.seen", f"case {n + 1}", by=n)
    assert broken_at() is None
    said = verified("--seal", seal)
    assert said.exit_code == 1
    assert "NOT SO the seal that was kept is in the log" in said.output


@pytest.mark.parametrize("seal", ["5", "99:abc", "x:y", f"0:{'1' * 64}"])
def test_what_is_no_seal_of_this_log_is_not_taken_for_one(log, seal):
    assert verified("--seal", seal).exit_code == 1


def test_a_line_that_was_added_by_hand_is_found(log):
    forged = (
        'INSERT INTO audit_entry SELECT 6, at, "by", act, about, facts, digest FROM audit_entry WHERE id = 5'
    )
    assert changed(text(forged)) == 6


def test_what_is_undone_leaves_no_gap(log):
    with suppress(TooSoon), transaction():
        audit("case.seen", "case 6", by=1)
        raise TooSoon
    with transaction():
        audit("case.seen", "case 7", by=1)
    assert broken_at() is None
    assert db.session.query(AuditEntry).count() == 6
