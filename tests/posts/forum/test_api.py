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


def test_a_program_keeps_order(ada, ben, moderator, lab, cream, browser_of):
    browser, bens = browser_of(moderator), browser_of(ben)
    here = f"/topics/{cream.id}"
    assert sent(bens, f"{here}/lock", on=True).status_code == 403
    assert sent(browser, f"{here}/lock", on=True, reason="Enough").json["locked"] is True
    assert sent(browser, f"{here}/lock", on=False).json["locked"] is False
    assert sent(browser, f"{here}/pin", on=True, days=3).json["pinned"] is True
    assert sent(browser, f"{here}/pace", seconds=60).json["slow_seconds"] == 60
    first, second = reply(cream, "One", by=ben), reply(cream, "Two", by=ada)
    assert sent(browser_of(ada), f"{here}/answer", reply=first.id).json["answer_id"] == first.id
    assert sent(browser, f"{here}/division", title="Two", replies=[]).status_code == 422
    made = sent(browser, f"{here}/division", title="Two", replies=[second.id])
    assert (made.status_code, made.json["id"]) == (201, second.id)
    merged = sent(browser, f"/topics/{second.id}/merger", topic=cream.id)
    assert merged.json == {"id": second.id, "url": f"/replies/{second.id}"}
    assert sent(browser, f"{here}/merger", topic=cream.id).status_code == 409
    assert sent(browser, f"{here}/board", board="nowhere").status_code == 404


def test_a_program_hands_in_and_decides(ada, ben, moderator, careful, browser_of):
    adas, bens = browser_of(ada), browser_of(ben)
    body = {"title": "A loose stitch", "text": "Is it real?"}
    assert sent(adas, f"/boards/{careful.slug}/topics", **body).status_code == 409
    waits = sent(adas, f"/boards/{careful.slug}/held", **body)
    assert (waits.status_code, waits.json["decided_at"]) == (201, None)
    assert adas.get(f"{ROOT}/boards/{careful.slug}/held").status_code == 403
    (it,) = asked(bens, f"/boards/{careful.slug}/held")["items"]
    assert sent(bens, f"/held/{it['id']}/refusal", reason=" ").status_code == 422
    became = sent(bens, f"/held/{it['id']}/approval")
    assert became.status_code == 201
    assert sent(bens, f"/held/{it['id']}/approval").status_code == 409
    reply_waits = sent(adas, f"/topics/{became.json['id']}/held", text="And the clasp?")
    assert asked(adas, "/me/held")["items"][0]["text"] == "And the clasp?"
    assert adas.delete(f"{ROOT}/held/{reply_waits.json['id']}").status_code == 204


def test_a_program_lays_out_a_board_and_changes_it_in_part(ada, ben, moderator, browser_of):
    hers, bens = browser_of(moderator), browser_of(ben)
    plan = {"name": "Repairs", "reads_from": "super", "keepers": [ada.handle], "has_room": True}
    assert sent(bens, "/boards", **plan).status_code == 403
    refused = sent(hers, "/boards", **plan)
    assert refused.json["errors"].keys() == {"keepers"}  # a board for Super is kept by those who read it
    made = sent(hers, "/boards", **plan | {"reads_from": "members"})
    assert (made.status_code, made.headers["Location"]) == (201, f"{ROOT}/boards/repairs")
    changed = hers.patch(f"{ROOT}/boards/repairs", json={"description": "What lasts.", "review": "topics"})
    assert changed.json == made.json | {"description": "What lasts.", "review": "topics"}
    assert changed.json["keepers"] == [ada.handle]
    assert changed.json["has_room"]
    assert asked(bens, "/boards/repairs") == changed.json
    assert bens.patch(f"{ROOT}/boards/repairs", json={"name": "Mine"}).status_code == 403
    assert sent(hers, "/boards", name="Other", slug="repairs").json["errors"].keys() == {"slug"}
    assert sent(hers, "/boards", name="Followers", reads_from="followers").status_code == 422
    hers.patch(f"{ROOT}/boards/repairs", json={"keepers": [], "reads_from": "super"})
    assert bens.get(f"{ROOT}/boards/repairs").status_code == 404
    assert bens.patch(f"{ROOT}/boards/repairs", json={"name": "Mine"}).status_code == 404
