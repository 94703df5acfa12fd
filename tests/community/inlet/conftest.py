"""The mall tells what Ada and Mia do there; Peizhi runs the club."""

from datetime import UTC, datetime

import pytest

from community import clock
from community.db import transaction
from community.inlet.sources import add_source
from community.members import Role
from tests.community.api.conftest import Program, program_of  # noqa: F401
from tests.conftest import joins

NOON = "2026-11-11T12:00:00+08:00"


def purchase(key: str = "o1", **more: object) -> dict[str, object]:
    said = {"key": key, "member": "ada", "deed": "purchase.made", "occurred_at": NOON, "amount": 20_000_00}
    return {**said, "storefront": "Flagship", "category": "Bags", **more}


@pytest.fixture(autouse=True)
def on_the_day_after(app):
    with clock.stopped(datetime(2026, 11, 12, 4, tzinfo=UTC)):
        yield


@pytest.fixture
def peizhi(app):
    peizhi = joins("Peizhi")
    with transaction():
        peizhi.role = Role.ADMINISTRATOR
    return peizhi


@pytest.fixture
def mall(app, peizhi):
    """A source, and a program that tells for it."""
    source, word = add_source("mall", by=peizhi)
    program = Program(app.test_client(), word)
    program.source = source
    return program


@pytest.fixture
def tells(mall):
    """Tell some events; answers what became of each, as (status, code)."""

    def tells(*events):
        answer = mall.post("/activity", {"events": list(events)})
        assert answer.status_code == 201, answer.text
        return [(it["status"], it["code"]) for it in answer.json["results"]]

    return tells
