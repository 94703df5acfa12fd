"""Mo has Ada read first on a page, or by a program; an administrator chooses tiers."""

import pytest
from sqlalchemy import select

from community.audit import AuditEntry
from community.db import db, transaction
from community.engagement.standing import Tier
from community.leaving.erasing import erase
from community.members import Role
from community.moderation.models import Case
from community.read_first.asking import is_read_first, tiers_read_first
from community.read_first.models import ReadFirst

PAGE = "/moderation/read-first"
API = f"/api/v1{PAGE}"
WORDS = {"handle": "@Ada", "reason": "Two warnings in a week.", "days": "7"}


def test_mo_has_ada_read_first_and_lets_her_write_again(ada, moderator, browser_of):
    his = browser_of(moderator)
    assert "Nobody is read first" in his.get(PAGE).text
    assert his.post(PAGE, data=WORDS).status_code == 303
    assert "Two warnings in a week." in his.get(PAGE).text
    hers = browser_of(ada)
    assert "somebody of the team reads first what you write" in hers.get("/notifications").text
    assert "Two warnings in a week." in hers.get("/reports").text
    it = db.session.scalars(select(ReadFirst)).one()
    assert his.post(f"{PAGE}/{it.id}/removal").status_code == 303
    assert "Two warnings" not in hers.get("/reports").text
    acts = db.session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)).all()
    assert acts == ["member.read_first", "member.read_no_more"]


def test_the_later_word_holds(ada, moderator, browser_of):
    his = browser_of(moderator)
    his.post(PAGE, data=WORDS)
    his.post(PAGE, data=WORDS | {"days": "30", "reason": "Again."})
    his.get(PAGE)
    assert [it["reason"] for it in his.get(API).json["items"]] == ["Again."]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"handle": "nobody"}, "Nobody here is called that"),
        ({"handle": "mo"}, "The team is not read first"),
        ({"reason": " "}, "Say why"),
        ({"reason": "x" * 301}, "too long"),
        ({"days": "4000"}, "Choose for how long"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(ada, moderator, browser_of, changed, sentence):
    answer = browser_of(moderator).post(PAGE, data=WORDS | changed)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert (changed.get("reason", "Two warnings")).strip() in answer.text
    assert not is_read_first(ada)


def test_it_is_nobody_elses_to_say(reading, ada, ben, browser_of):
    for one in (ada, ben):
        browser = browser_of(one)
        assert browser.get(PAGE).status_code == 403
        assert browser.post(PAGE, data=WORDS).status_code == 403
        assert browser.post(f"{PAGE}/{reading.id}/removal").status_code == 403
        assert browser.post(f"{PAGE}/tiers", data={"tier": "super"}).status_code == 403
    assert is_read_first(ada)


def test_an_administrator_chooses_tiers_and_a_moderator_reads_which(ada, moderator, browser_of):
    his = browser_of(moderator)
    assert his.post(f"{PAGE}/tiers", data={"tier": "super"}).status_code == 403
    assert his.patch(f"{API}/tiers", json={"tiers": ["super"]}).status_code == 403
    with transaction():
        ada.role = Role.ADMINISTRATOR
    hers = browser_of(ada)
    assert hers.post(f"{PAGE}/tiers", data={"tier": ["super", "nonsense"]}).status_code == 303
    assert tiers_read_first() == {Tier.SUPER}
    assert "These tiers are read first:" in his.get(PAGE).text
    assert hers.patch(f"{API}/tiers", json={"tiers": ["apass", "standard"]}).json["tiers"] == [
        "apass",
        "standard",
    ]
    assert his.get(f"{API}/tiers").json["tiers"] == ["apass", "standard"]


def test_a_program_says_it_as_well(ada, moderator, browser_of):
    his = browser_of(moderator)
    made = his.post(API, json={"handle": "ada", "reason": "Two warnings.", "days": 7})
    assert (made.status_code, made.json["handle"]) == (201, "ada")
    refused = his.post(API, json={"handle": "ada", "reason": "Two warnings.", "days": 8})
    assert "days" in refused.json["errors"]
    assert browser_of(ada).get(API).status_code == 403
    assert his.delete(f"{API}/{made.json['id']}").status_code == 204
    assert not is_read_first(ada)


def test_whoever_waits_is_told_kindly_and_the_case_says_why(reading, ada, moderator, browser_of, lab):
    words = {"board": lab.slug, "title": "Bags", "text": "Which one?"}
    sent = browser_of(ada).post("/topics", data=words, follow_redirects=True).text
    assert sent.count("somebody of the team reads it first") == 1
    his = browser_of(moderator)
    card = his.get("/moderation").text.split("<article")[1].split("</article>")[0]
    assert "read before it appears" in card
    case = his.get(db.session.scalars(select(Case)).one().url).text
    assert "what its author writes is read first" in case
    for place in (card, case.split('class="case-head"')[1]):
        assert '<span class="chip">Read first</span>' in place.split("</header>")[0]
    assert "The weight of the reports" not in case


@pytest.mark.parametrize("keeps_words", [True, False])
def test_who_leaves_leaves_no_reason_behind(reading, ada, moderator, keeps_words):
    erase(ada, keeps_words=keeps_words)
    assert db.session.scalars(select(ReadFirst)).all() == []


def test_what_a_moderator_said_outlives_her(reading, ada, moderator):
    erase(moderator, keeps_words=False)
    db.session.expire_all()
    [it] = db.session.scalars(select(ReadFirst))
    assert (it.member_id, it.by.name) == (ada.id, "Former member")
    assert is_read_first(ada)
