"""A place in the club, given away and taken back."""

from datetime import timedelta

import pytest

from community import clock
from community.db import db, transaction
from community.engagement.activity import Activity, Deed
from community.engagement.standing import Standing, Tier
from community.entrance.invitations import Invitation
from community.entrance.inviting import CannotInvite, invite, revoke
from community.entrance.joining import invitation_by
from community.members import Role


def give_tier(member, tier):
    with transaction():
        db.session.get(Standing, member.id).tier = tier


def test_the_link_is_shown_once_and_kept_nowhere(ada, browser_of):
    browser = browser_of(ada)
    assert browser.post("/invitations").location == "/invitations"
    page = browser.get("/invitations").text
    code = page.split("/join/")[1].split("<")[0].split('"')[0]
    assert len(code) >= 22  # 128 bits and more
    assert code not in browser.get("/invitations").text
    kept = db.session.query(Invitation).one()
    assert code not in {str(value) for value in vars(kept).values()}
    assert invitation_by(code) is kept


def test_a_member_gives_as_many_places_as_the_tier_has(ada):
    invite(ada)
    with pytest.raises(CannotInvite):
        invite(ada)
    give_tier(ada, Tier.SUPER)
    invite(ada, uses=2)
    with pytest.raises(CannotInvite):
        invite(ada)
    give_tier(ada, Tier.APASS)
    invite(ada, uses=7)
    with pytest.raises(CannotInvite):
        invite(ada)


def test_a_place_comes_back_when_it_is_taken_back_or_over(ada):
    invitation, _ = invite(ada, days=7)
    revoke(invitation, by=ada)
    invite(ada, days=7)
    with clock.stopped(clock.now() + timedelta(days=8)):
        invite(ada)


@pytest.mark.parametrize("role", [Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR])
def test_who_builds_the_club_gives_as_many_as_it_takes(ada, role):
    with transaction():
        ada.role = role
    for _ in range(12):
        invite(ada)
    invite(ada, uses=500)


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.BLOGGER, Role.SERVICE_MANAGER])
def test_other_roles_have_the_places_of_their_tier(ada, role):
    with transaction():
        ada.role = role
    with pytest.raises(CannotInvite):
        invite(ada, uses=2)


@pytest.mark.parametrize(
    "wrong",
    [
        {"uses": 0},
        {"uses": -1},
        {"uses": 10**9},
        {"days": 0},
        {"days": 10**9},
        {"note": "x" * 301},
        {"email": "nobody"},
        {"email": "a@b.example\nBcc: all@example.org"},
    ],
)
def test_nonsense_is_refused_in_words(lin, browser_of, wrong):
    with pytest.raises(CannotInvite):
        invite(lin, **wrong)
    answer = browser_of(lin).post("/invitations", data=wrong | {"note": wrong.get("note", "kept as typed")})
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert "note" in wrong or "kept as typed" in answer.text


def test_inviting_is_remembered(ada):
    invite(ada)
    assert db.session.query(Activity).one().deed is Deed.MEMBER_INVITED


def test_the_link_goes_by_mail_in_the_language_of_who_invites(ada, browser_of, letters):
    answer = browser_of(ada).post("/invitations", data={"email": "Nora@Example.org", "note": "Come!"})
    assert answer.status_code == 303
    (letter,) = letters()
    text = letter.get_body(("plain",)).get_content()
    assert letter["To"] == "nora@example.org"
    assert "Ada" in letter["Subject"]
    assert "/join/" in text
    assert "Come!" in text


def test_a_note_cannot_write_html_into_the_letter(ada, letters):
    invite(ada, email="nora@example.org", note="<script>alert(1)</script>")
    (letter,) = letters()
    assert "<script>" not in letter.get_body(("html",)).get_content()


def test_nobody_takes_back_anothers_invitation(ada, mia, browser_of):
    invitation, _ = invite(ada)
    assert browser_of(mia).post(f"/invitations/{invitation.id}/revocation").status_code == 404
    assert invitation.revoked_at is None
    assert browser_of(ada).post(f"/invitations/{invitation.id}/revocation").status_code == 303
    assert invitation.revoked_at


def test_nobody_sees_anothers_invitations(ada, mia, browser_of):
    invite(ada, note="between us")
    assert "between us" in browser_of(ada).get("/invitations").text
    assert "between us" not in browser_of(mia).get("/invitations").text


def test_a_stranger_invites_nobody(stranger):
    assert stranger.get("/invitations").status_code == 401
    assert stranger.post("/invitations").status_code == 401


def test_the_empty_page_says_what_to_do(ada, browser_of):
    assert "Nobody invited yet" in browser_of(ada).get("/invitations").text


def test_inviting_without_end_is_stopped(limited, lin, browser_of):
    browser = browser_of(lin)
    answers = [browser.post("/invitations").status_code for _ in range(31)]
    assert answers == [303] * 30 + [429]
