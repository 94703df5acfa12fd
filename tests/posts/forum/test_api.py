"""Boards and topics as programs use them."""

from community.api.doors import ROOT
from posts.replies.writing import reply


def asked(browser, path):
    answer = browser.get(ROOT + path)
    assert answer.status_code == 200, answer.text
    return answer.json


def sent(browser, path, **body):
    return browser.post(ROOT + path, json=body)


def test_a_program_knows_what_is_new_and_says_what_was_read(ada, ben, lab, cream, browser_of):
    browser = browser_of(ben)
    assert [(it["unread"], it["interest"]) for it in asked(browser, "/boards")["items"]] == [(1, None)]
    topic = asked(browser, f"/topics/{cream.id}")
    assert (topic["unread"], topic["read_to"]) == (1, None)  # asking is not reading
    assert sent(browser, f"/topics/{cream.id}/reading", number=99).status_code == 204
    reply(cream, "Half a jar.", by=ada)
    topic = asked(browser, f"/topics/{cream.id}")
    assert (topic["unread"], topic["read_to"]) == (1, 0)
    for path in (f"/boards/{lab.slug}/reading", "/boards/reading"):
        assert browser.post(ROOT + path).status_code == 204
    assert asked(browser, f"/topics/{cream.id}")["unread"] == 0


def test_a_program_follows_and_mutes(ben, lab, cream, browser_of):
    browser = browser_of(ben)
    assert sent(browser, f"/topics/{cream.id}/interest", interest="mute").status_code == 204
    assert sent(browser, f"/boards/{lab.slug}/interest", interest="follow").status_code == 204
    assert asked(browser, f"/topics/{cream.id}")["interest"] == "mute"
    assert asked(browser, "/boards")["items"][0]["interest"] == "follow"
    assert sent(browser, f"/topics/{cream.id}/interest", interest="adore").status_code == 422
    assert sent(browser, f"/topics/{cream.id}/interest", interest=None).status_code == 204
    assert asked(browser, f"/topics/{cream.id}")["interest"] is None
