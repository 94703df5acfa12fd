"""Programs of an administrator keep web hooks; nobody else learns that there are any."""

import pytest

from community import jobs
from community.api.doors import ROOT

NEW = {"address": "https://agency.example.org/hears", "events": ["story.published"]}


@pytest.fixture
def hers(peizhi, browser_of):
    return browser_of(peizhi)


def test_an_address_is_told_paused_renewed_and_told_no_more(hers, ada, browser_of):
    assert browser_of(ada).post(f"{ROOT}/webhooks", json=NEW).status_code == 403
    assert browser_of(ada).get(f"{ROOT}/webhooks").status_code == 403
    made = hers.post(f"{ROOT}/webhooks", json=NEW)
    assert (made.status_code, made.json["events"]) == (201, ["story.published"])
    assert made.json["secret"]
    (listed,) = hers.get(f"{ROOT}/webhooks").json["items"]
    assert "secret" not in listed
    at = f"{ROOT}/webhooks/{listed['id']}"
    assert hers.post(f"{at}/pause", json={"on": True}).json["paused_at"]
    assert hers.post(f"{at}/pause", json={"on": False}).json["paused_at"] is None
    assert hers.post(f"{at}/secret").json["secret"] != made.json["secret"]
    assert hers.delete(at).status_code == 204
    assert hers.get(f"{ROOT}/webhooks").json["items"] == []
    assert hers.delete(at).status_code == 404


def test_what_is_wrong_is_said_at_its_field(hers):
    def wrong(**other):
        answer = hers.post(f"{ROOT}/webhooks", json=NEW | other)
        assert answer.status_code == 422
        return set(answer.json["errors"])

    assert wrong(address="http://agency.example.org/hears") == {"address"}
    assert wrong(address="nowhere") == {"address"}
    assert wrong(events=[]) == {"events"}
    assert wrong(events=["weather.changed"]) == {"events.0"}
    assert hers.post(f"{ROOT}/webhooks", json=NEW).status_code == 201
    assert wrong() == {"address"}


def test_a_test_is_sent_and_its_letter_sent_again(hers, hook, shop):
    at = f"{ROOT}/webhooks/{hook.id}"
    assert hers.post(f"{at}/test").status_code == 204
    jobs.run_due()
    (letter,) = hers.get(f"{at}/letters").json["items"]
    assert (letter["status"], letter["tries"]) == (204, 1)
    assert hers.post(f"{at}/letters/{letter['id']}/repeat").status_code == 204
    jobs.run_due()
    assert len(hers.get(f"{at}/letters").json["items"]) >= 1
    assert hers.post(f"{at}/letters/999/repeat").status_code == 404
