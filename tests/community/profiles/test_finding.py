"""Members are found by how their names begin, while somebody names them."""

from community import clock
from community.db import transaction
from community.entrance.joining import joined


def found(browser, begins):
    answer = browser.get("/api/v1/members", query_string={"begins": begins})
    return [it["handle"] for it in answer.json["items"]]


def test_by_handle_by_name_and_by_a_later_word_of_it(ada, ben, mia, browser_of):
    with transaction():
        joined(handle="kestrel", name="Benedikt Adler", email="k@example.org", password=None)
    browser = browser_of(mia)
    assert found(browser, "ad") == ["ada", "kestrel"]
    assert found(browser, "@BEN") == ["ben", "kestrel"]
    assert found(browser, "zz") == []
    assert found(browser, "%") == []


def test_those_one_follows_come_first(ada, ben, browser_of):
    with transaction():
        joined(handle="abel", name="Abel", email="abel@example.org", password=None)
    assert found(browser_of(ben), "a") == ["ada", "abel"]


def test_nobody_calls_a_suspended_member(ada, mia, browser_of):
    with transaction():
        ada.suspended_at = clock.now()
    assert found(browser_of(mia), "ada") == []
