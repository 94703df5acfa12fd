"""SQLite or PostgreSQL, DuckDB, what was kept on the way: every engine gives the same sums, row by row."""

import shutil
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select, text

from community import clock
from community.db import db, transaction
from community.engagement.activity import Activity, Deed
from community.engagement.columnar.by_piece import counted_by_piece
from community.engagement.columnar.lake import (
    PIECES,
    PURCHASES,
    REVERSALS,
    bring_up_to_date,
    export,
    lake,
    opened,
    vouch,
)
from community.engagement.columnar.sums import measures_sql
from community.engagement.columnar.told import told_sql, vouched_sql
from community.engagement.columnar.verifying import NOTHING, counted, differences
from community.engagement.epochs import Credibility
from community.engagement.nights import move_on
from community.engagement.policy import policy_on
from community.engagement.record import record, take_back
from community.engagement.standing import MEASURES, Standing
from tests.community.engagement.test_invariants import NOW, Club, quickly, stories


def in_the_database(policy, since, epoch=None):
    queries = {"told": told_sql(), "vouched": vouched_sql(epoch)}
    asked = measures_sql(policy, since, vouched=epoch is not None, queries=queries)
    return {row[0]: tuple(map(int, row[1:])) for row in db.session.execute(text(asked))}


@pytest.fixture(autouse=True)
def on_one_day(app):
    shutil.rmtree(lake())  # the database is undone after each test, what stands beside it is not
    with clock.stopped(NOW):
        yield


@pytest.fixture
def bought(ada):
    with transaction():
        record(
            Deed.PURCHASE_MADE, by=ada, key="o1", amount=100_00, storefront='Shop, "quoted"\n', category="tea"
        )
    return ada


@settings(quickly, max_examples=10)
@given(stories())
def test_every_engine_counts_what_was_kept_on_the_way(app, events):
    club = Club().tell(*events)
    since, policy = club.standings()[0].since, policy_on(NOW.date())
    bring_up_to_date(lake())
    in_columns = counted(lake(), policy, since)
    assert in_the_database(policy, since) == in_columns
    for standing in club.standings():
        kept = tuple(standing.measures[name] for name in MEASURES)
        assert in_columns.get(standing.member_id, NOTHING) == kept


@settings(quickly, max_examples=10)
@given(stories(), st.lists(st.integers(0, 1200), min_size=2, max_size=6))
def test_so_it_is_by_the_table_of_a_night(app, events, said):
    db.session.execute(delete(Credibility))  # of the story before
    club = Club().tell(*events)
    ids = [it.member_id for it in club.standings()]
    with transaction():
        for member_id, kappa, c in zip(ids, said, reversed(said), strict=False):
            db.session.add(Credibility(epoch=NOW.date(), member_id=member_id, kappa=kappa, c=min(c, 1000)))
    move_on(ids, NOW.date())
    assert [it for it in differences() if it.member_id in ids] == []
    since, policy = club.standings()[0].since, policy_on(NOW.date())
    assert in_the_database(policy, since, NOW.date()) == counted(lake(), policy, since, NOW.date())


def test_of_nothing_every_engine_says_nothing(app):
    since, policy = NOW.date() - timedelta(days=364), policy_on(NOW.date())
    assert counted(lake(), policy, since) == {}
    assert in_the_database(policy, since) == {}
    assert differences() == []


def test_who_stands_where_the_ledger_does_not_say_is_named(bought, mia):
    assert differences() == []
    with transaction():
        db.session.get_one(Standing, bought.id).spend += 7
    (wrong,) = differences()
    assert (wrong.member_id, wrong.measure, wrong.kept - wrong.counted) == (bought.id, "spend", 7)


def test_only_what_is_new_is_written(bought):
    bring_up_to_date(lake())
    before = set(lake().glob("*.parquet"))
    bring_up_to_date(lake())
    assert set(lake().glob("*.parquet")) == before
    with transaction():
        take_back("o1", by=bought)
    assert differences() == []
    assert set(lake().glob("*.parquet")) > before


def test_what_was_changed_afterwards_is_written_anew(bought, mia):
    bring_up_to_date(lake())
    with transaction():
        db.session.scalars(select(Activity).where(Activity.key == "o1")).one().amount = 5
    (wrong,) = differences()
    assert (wrong.measure, wrong.counted) == ("spend", 5)


def test_what_an_older_version_wrote_is_written_anew(bought):
    bring_up_to_date(lake())
    (file,) = lake().glob("*.parquet")
    with opened(lake()) as engine:
        older = lake() / "older.parquet"
        engine.execute(f"COPY (SELECT * EXCLUDE undoes FROM told) TO '{older}' (FORMAT parquet)")
    older.rename(file)
    assert differences() == []


@pytest.mark.parametrize("order", ["early", "late"])
def test_what_was_taken_back_before_it_was_told_is_found_by_its_key(ada, order):
    def tell(key, reverses=None):
        with transaction():
            record(Deed.PURCHASE_MADE, by=ada, key=key, reverses=reverses, amount=100_00)
        bring_up_to_date(lake())

    for key, reverses in {"early": [("r", "o"), ("o", None)], "late": [("o", None), ("r", "o")]}[order]:
        tell(key, reverses)
    assert differences() == []
    with opened(lake()) as engine:
        known = engine.execute("SELECT undoes IS NOT NULL FROM told WHERE key = 'r'").fetchone()
    assert known == (order == "late",)


def test_the_ledger_is_exported_by_bucket_and_month(bought, tmp_path):
    bring_up_to_date(lake())
    with opened(lake()) as engine:
        rows = engine.execute("SELECT storefront, deed FROM told WHERE key = 'o1'").fetchall()
    assert rows == [('Shop, "quoted"\n', "purchase.made")]
    count = export(lake(), tmp_path / "out")
    assert count == db.session.scalar(text("SELECT count(*) FROM activity"))
    files = list((tmp_path / "out").rglob("*.parquet"))
    assert {file.parent.parent.name for file in files} <= {f"bucket={n}" for n in range(16)}
    assert {file.parent.name for file in files} == {"part=2026-06-01"}


def test_what_takes_long_tells_how_far_it_is(bought):
    told: list[int] = []
    bring_up_to_date(lake())
    with opened(lake()) as engine:
        vouch(engine, [(bought.id, None, None)], lake())
        since, policy = NOW.date() - timedelta(days=364), policy_on(NOW.date())
        asked = counted_by_piece(engine, policy, since, vouched=False, progress=told.append)
        assert engine.execute(asked).fetchone()[:2] == (bought.id, 100_00)
    assert told == list(range(1, PIECES + 1))


def test_what_two_did_for_each_other_lies_in_one_piece(bought, mia):
    with transaction():
        record(Deed.LIKED, by=bought, key="hers", to=mia)
        record(Deed.LIKED, by=mia, key="back", to=bought)
        take_back("hers", by=bought)
    bring_up_to_date(lake())
    with opened(lake()) as engine:
        pieces = dict(engine.execute("SELECT key, piece FROM ledger WHERE reverses IS NULL").fetchall())
        (taken,) = engine.execute("SELECT piece FROM ledger WHERE reverses LIKE '%hers'").fetchone()
    assert pieces["hers"] == pieces["back"] < PURCHASES == pieces["o1"]
    assert taken == REVERSALS
