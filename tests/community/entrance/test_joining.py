"""A stranger opens a link and is a member."""

from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from community import clock
from community.db import db, transaction
from community.engagement.activity import Activity, Deed
from community.entrance import joining
from community.entrance.invitations import Invitation, State
from community.entrance.inviting import invite, revoke
from community.entrance.joining import NotOpen, join
from community.entrance.joining import newcomer as newcomer_of
from community.entrance.suspending import suspend
from community.following import Follow
from community.members import Member


def member_called(handle):
    return db.session.query(Member).filter_by(handle=handle).one_or_none()


def test_from_the_link_to_home(lin, invited, stranger, newcomer):
    invitation, path = invited
    assert "Lin" in stranger.get(path).text
    assert stranger.post(path, data=newcomer).location == "/"
    nora = member_called("nora")
    assert (nora.name, nora.language, nora.time_zone) == ("Nora Quist", "vi", "Asia/Ho_Chi_Minh")
    assert nora.invited_by_id == lin.id
    assert db.session.get(Follow, (nora.id, lin.id))
    assert invitation.used == 1
    assert stranger.get("/").status_code == 200
    told = {(activity.deed, activity.member_id) for activity in db.session.query(Activity)}
    assert (Deed.MEMBER_JOINED, nora.id) in told


def test_the_inviter_sees_who_came(lin, invited, stranger, newcomer, browser_of):
    stranger.post(invited[1], data=newcomer)
    page = browser_of(lin).get("/invitations").text
    assert "Nora Quist" in page
    assert "Accepted" in page


def test_the_address_it_was_sent_to_is_filled_in(lin, stranger):
    _, link = invite(lin, email="nora@example.org", note="You will like it here.")
    page = stranger.get(link.removeprefix("http://localhost")).text
    assert 'value="nora@example.org"' in page
    assert "You will like it here." in page


def test_everything_that_is_wrong_is_said_at_once_and_all_is_kept(lin, invited, stranger):
    said = {
        "handle": "lin",
        "name": "Admin",
        "email": "nowhere",
        "password": "pw-7x",
        "language": "xx",
        "time_zone": "Moon/Sea",
    }
    answer = stranger.post(invited[1], data=said)
    assert answer.status_code == 400
    for field in said:
        assert f'id="{field}-error"' in answer.text
    assert 'value="nowhere"' in answer.text
    assert "pw-7x" not in answer.text  # a password is never written back
    assert invited[0].used == 0


def test_an_address_belongs_to_one_member(lin, invited, stranger, newcomer):
    answer = stranger.post(invited[1], data=newcomer | {"email": "LIN@example.org"})
    assert answer.status_code == 400
    assert "A member has this address already" in answer.text


def test_once_is_once(invited, app, newcomer):
    _, path = invited
    app.test_client().post(path, data=newcomer)
    other = {**newcomer, "handle": "olga", "name": "Olga", "email": "olga@example.org"}
    late = app.test_client().post(path, data=other)
    assert late.status_code == 410
    assert "ask Lin for a new one" in late.text
    assert member_called("olga") is None


def test_twice_is_twice(lin, app, newcomer):
    _, link = invite(lin, uses=2)
    for name in ("olga", "pia", "quinn"):
        said = newcomer | {"handle": name, "name": name.title(), "email": f"{name}@example.org"}
        app.test_client().post(link.removeprefix("http://localhost"), data=said)
    assert member_called("olga")
    assert member_called("pia")
    assert member_called("quinn") is None


def test_an_expired_link_says_so(lin, invited, stranger, newcomer):
    with clock.stopped(clock.now() + timedelta(days=91)):
        assert "Ask Lin for a new one" in stranger.get(invited[1]).text
        assert stranger.post(invited[1], data=newcomer).status_code == 410
    assert member_called("nora") is None


def test_a_revoked_one_too(lin, invited, stranger, newcomer):
    revoke(invited[0], by=lin)
    assert "taken back" in stranger.get(invited[1]).text
    assert stranger.post(invited[1], data=newcomer).status_code == 410


def test_and_one_of_a_suspended_member(lin, invited, stranger, newcomer):
    suspend(lin)
    assert stranger.post(invited[1], data=newcomer).status_code == 410


@pytest.mark.parametrize("code", ["nonsense", "x" * 500, "%00", "💥"])
def test_an_unknown_one_is_not_there(app, stranger, newcomer, code):
    assert stranger.get(f"/join/{code}").status_code == 404
    answer = stranger.post(f"/join/{code}", data=newcomer)
    assert answer.status_code == 404
    assert "We do not know this invitation" in answer.text


def test_a_member_reads_a_sentence_and_takes_no_place(lin, ada, invited, browser_of, newcomer):
    browser = browser_of(ada)
    assert "You are a member already" in browser.get(invited[1]).text
    assert browser.post(invited[1], data=newcomer).status_code == 303
    assert invited[0].used == 0
    assert "your own invitation" in browser_of(lin).get(invited[1]).text


def test_a_code_with_a_line_break_says_no_line_of_the_answer(ada, browser_of):
    sent_on = browser_of(ada).post("/join/a%0d%0aSet-Cookie:%20mine=1")
    assert sent_on.location.startswith("/join/a%0D%0ASet-Cookie")
    assert not sent_on.headers.getlist("Set-Cookie")


def test_the_database_decides_who_was_first(monkeypatch, lin, invited, newcomer):
    """Both have looked and found it open; then one takes the last place."""
    invitation, _ = invited
    with transaction():
        db.session.execute(update(Invitation).values(used=1))
    monkeypatch.setattr(Invitation, "state", State.OPEN)
    with pytest.raises(NotOpen):
        join(invitation, newcomer_of(**newcomer))
    assert member_called("nora") is None


def test_the_same_name_in_the_same_moment_is_the_same_kind_refusal(monkeypatch, invited, stranger, newcomer):
    """Somebody takes the handle between our look and our writing."""

    def joined_just_before(**_said):
        monkeypatch.undo()
        with transaction():
            joining.joined(handle="nora", name="Nora K.", email="k@example.org", password=None)
        raise IntegrityError("INSERT", {}, Exception("UNIQUE"))

    monkeypatch.setattr(joining, "joined", joined_just_before)
    answer = stranger.post(invited[1], data=newcomer)
    # the test shares one transaction, so that what the other did is undone with ours: the general words stay
    assert answer.status_code == 400
    assert 'id="handle-error"' in answer.text
    assert invited[0].used == 0


def test_looking_for_codes_is_stopped(limited, stranger):
    answers = [stranger.get(f"/join/guess{n}").status_code for n in range(61)]
    assert answers == [404] * 60 + [429]


def test_a_name_cannot_write_html(invited, stranger, newcomer):
    answer = stranger.post(invited[1], data=newcomer | {"name": "<img src=x>", "handle": '"><script>'})
    assert answer.status_code == 400
    assert "<img src=x>" not in answer.text
    assert '"><script>' not in answer.text
