"""How often one may."""

import pytest
from werkzeug.exceptions import TooManyRequests

from community import limits
from community.limits import spend, whence


@pytest.fixture
def limited(app):
    app.config["RATE_LIMITS"] = True
    limits.count(app)
    yield
    app.config["RATE_LIMITS"] = False


def test_each_key_and_each_deed_has_its_own_count(limited):
    spend("like", 1, "1/minute")
    spend("like", 2, "1/minute")
    spend("post", 1, "1/minute")
    with pytest.raises(TooManyRequests) as refusal:
        spend("like", 1, "1/minute")
    assert 0 < refusal.value.retry_after <= 60


def test_off_means_off(app):
    for _ in range(10):
        spend("like", 1, "1/minute")


def test_without_the_store_that_counts_nobody_is_refused(app, limited, monkeypatch):
    monkeypatch.setitem(app.config, "REDIS_URL", "redis://127.0.0.1:1/0")
    limits.count(app)
    for _ in range(3):
        spend("like", 1, "1/minute")


def test_one_network_of_ipv6_is_one_place(app):
    with app.test_request_context(environ_base={"REMOTE_ADDR": "2001:db8:1:2:aaaa::1"}):
        here = whence()
    with app.test_request_context(environ_base={"REMOTE_ADDR": "2001:db8:1:2:bbbb::2"}):
        assert whence() == here
    with app.test_request_context(environ_base={"REMOTE_ADDR": "192.0.2.7"}):
        assert whence() == "192.0.2.7"


def test_a_program_reads_a_problem(app, limited):
    browser = app.test_client()
    answers = [
        browser.post("/sign-in", data={"name": "x"}, headers={"Accept": "application/json"}) for _ in range(6)
    ]
    assert answers[-1].status_code == 429
    assert answers[-1].mimetype == "application/problem+json"
    assert int(answers[-1].headers["Retry-After"]) > 0
