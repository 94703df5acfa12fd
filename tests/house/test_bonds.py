"""Every key to a member, or to what a member made, says what becomes of its row when they leave."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Column, ForeignKey, String, Table

from community.belonging import Bond, Care, bond_of, care_of
from community.contributions import Contribution
from community.leaving.bonds import GONE_WITH_THEM, belongs, is_a_things_own, keys_to, tables
from community.members import Member
from community.told import Name, Told

SOUNDS_SECRET = ("hash", "secret", "password", "endpoint")


def may_go() -> set[str]:
    """Tables of which rows are deleted when somebody leaves or a thing is emptied."""
    found = {table.name for table in tables() if table is Member.__table__ or is_a_things_own(table)}
    while True:
        more = {
            table.name
            for table in tables()
            for key in table.foreign_keys
            if key.column.table.name in found and bond_of(key.parent) in GONE_WITH_THEM
        }
        if more <= found:
            return found
        found |= more


def keys_to_what_may_go(house) -> Iterator[tuple[Table, ForeignKey]]:
    for name in may_go():
        yield from keys_to(Member.metadata.tables[name])


def test_every_key_to_a_member_or_to_what_is_theirs_says_what_ties_it(house):
    silent = [
        f"{table.name}.{key.parent.name}"
        for table, key in keys_to_what_may_go(house)
        if not bond_of(key.parent)
    ]
    assert not silent, f"say OWN, PAST, ABOUT, SAID or NAMED (community/belonging.py): {silent}"


def test_what_only_names_a_row_that_may_go_can_do_without_it(house):
    stays = {Member.__tablename__} | {table.name for table in tables() if is_a_things_own(table)}
    stuck = [
        f"{table.name}.{key.parent.name}"
        for table, key in keys_to_what_may_go(house)
        if key.column.table.name not in stays
        and bond_of(key.parent) not in GONE_WITH_THEM
        and not key.parent.nullable
        and not _rests_on_what_stays(key)
    ]
    assert not stuck


def _rests_on_what_stays(key: ForeignKey) -> bool:
    """Rows that go one way only: an invitation, a photo or a room stays while somebody uses it."""
    return not any(bond_of(column) in GONE_WITH_THEM for column in key.column.table.columns)


def test_bonds_run_in_no_circle(house):
    for table in tables():
        belongs(table, 1)  # would not end


@pytest.mark.parametrize("bond", list(Bond))
def test_a_bond_is_said_of_keys_alone(house, bond):
    loose = [
        column
        for table in tables()
        for column in table.columns
        if bond_of(column) is bond and not column.foreign_keys
    ]
    assert not loose


def test_what_opens_something_is_taken_home_by_nobody(house):
    told = [
        f"{column.table.name}.{column.name}"
        for column in _texts()
        if any(word in column.name for word in SOUNDS_SECRET)
        and care_of(column) is not Care.SECRET
        and belongs(column.table, 1) is not None
    ]
    assert not told


def test_what_a_kind_of_contribution_says_is_known_as_words(house):
    """A text beside the spine is its author's words, or it is one of these."""
    plain = {"kind", "audience", "felt", "disclosure", "language"}
    plain |= {"activity_key", "answer_key", "client_id", "stands", "time_zone"}
    silent = [
        f"{column.table.name}.{column.name}"
        for column in _texts()
        if is_a_things_own(column.table) and column.name not in plain and not care_of(column)
    ]
    assert not silent
    assert care_of(Contribution.__table__.c.title) is Care.WORDS


def _texts() -> Iterator[Column]:
    for table in tables():
        yield from (column for column in table.columns if isinstance(column.type, String | Name | Told))
