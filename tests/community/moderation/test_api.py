"""The same for programs: a report, the queue, a decision."""

from community.db import transaction
from tests.community.moderation.conftest import fresh


def test_a_program_reports_and_reads_what_became_of_it(story, mia, browser_of):
    hers, place = browser_of(mia), f"/api/v1/contributions/{story.id}/reports"
    names = [rule["name"] for rule in hers.get("/api/v1/rules").json["items"]]
    assert "counterfeit" in names
    refused = hers.post(place, json={"reason": "treason"})
    assert refused.status_code == 422
    assert "reason" in refused.json["errors"]
    assert hers.post(place, json={"reason": "counterfeit", "text": "The clasp."}).status_code == 201
    assert hers.post(place, json={"reason": "counterfeit"}).status_code == 409
    assert [it["state"] for it in hers.get("/api/v1/me/reports").json["items"]] == ["open"]
    assert hers.get("/api/v1/moderation/cases").status_code == 403


def test_a_program_claims_and_decides(case, story, moderator, browser_of):
    theirs = browser_of(moderator)
    [told] = theirs.get("/api/v1/moderation/cases").json["items"]
    assert (told["id"], told["author"], told["reports"]) == (case.id, "ada", 1)
    assert theirs.post(f"/api/v1/moderation/cases/{case.id}/claim").json["held_by"] == "mo"
    place = f"/api/v1/moderation/cases/{case.id}/decision"
    made = theirs.post(place, json={"decision": "hide", "reason": "selling"})
    assert made.status_code == 201
    assert fresh(story).hidden_at
    assert theirs.post(place, json={"decision": "keep", "reason": "selling"}).status_code == 409
    assert theirs.delete(f"/api/v1/moderation/decisions/{made.json['id']}").status_code == 204
    assert fresh(story).hidden_at is None


def test_who_is_close_reads_why_not(case, ada, moderator, browser_of):
    with transaction():
        ada.invited_by_id = moderator.id
    place = f"/api/v1/moderation/cases/{case.id}/decision"
    refused = browser_of(moderator).post(place, json={"decision": "hide", "reason": "selling"})
    assert refused.status_code == 403
    assert "somebody else decides" in refused.json["detail"]
