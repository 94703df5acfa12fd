"""`zone score`: who stands where the ledger does not say is named, whichever engine counts."""

import shutil

import pytest
from click.testing import CliRunner

from community.db import db, transaction
from community.engagement.activity import Deed
from community.engagement.columnar.lake import lake
from community.engagement.commands import DoesNotAddUp, score
from community.engagement.record import record
from community.engagement.standing import Standing


@pytest.fixture(autouse=True)
def bought(ada):
    shutil.rmtree(lake())
    with transaction():
        record(Deed.PURCHASE_MADE, by=ada, amount=100_00, storefront="Flagship")


def zone(*words):
    return CliRunner().invoke(score, words)


@pytest.mark.parametrize("words", [("verify",), ("recompute", "--engine", "duckdb"), ("recompute",)])
def test_where_all_is_right_it_says_so(ada, words):
    answer = zone(*words)
    assert answer.exit_code == 0, answer
    assert answer.output.splitlines()[-1].startswith("Every ")
    assert ("10 of 10 pieces counted" in answer.output) == (words != ("recompute",))


def test_who_stands_elsewhere_is_named_and_left_there(ada):
    with transaction():
        db.session.get_one(Standing, ada.id).storefronts = 9
    refused = zone("verify").exception
    assert isinstance(refused, DoesNotAddUp)
    assert str(refused) == "@ada: storefronts is 9, the ledger says 1."
    assert db.session.get_one(Standing, ada.id).storefronts == 9


def test_the_ledger_is_written_for_others(ada, tmp_path):
    assert "activities are in" in zone("export", str(tmp_path / "out")).output
    assert list((tmp_path / "out").rglob("*.parquet"))
