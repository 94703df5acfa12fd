"""Two write one story: invited, accepted, named, and free to leave."""

import pytest

from community.contributions import Audience
from community.db import db
from community.engagement.standing import Standing
from community.notifications.models import Notification
from posts.blog.inviting import AlreadyThere, NobodyThere, TooManyAuthors, accept, dismiss, invite, leave
from posts.blog.models import Story, Words
from posts.blog.publishing import address_to, publish
from posts.blog.writing import revise
from tests.conftest import joins


@pytest.fixture
def invited(ada, ben, coast):
    invite(coast, "@Ben", by=ada)
    return coast


@pytest.fixture
def shared(ben, invited):
    accept(invited, by=ben)
    return invited


def test_invited_one_reads_the_draft_and_writes_only_after_accepting(ada, ben, mia, invited, browser_of):
    browser = browser_of(ben)
    assert "Ada invites you to write it together" in browser.get("/stories/mine").text
    assert browser.get(invited.url).status_code == 200
    assert browser.get(f"/stories/{invited.id}/edition").status_code == 403
    assert browser_of(mia).get(invited.url).status_code == 404
    browser.post(f"/stories/{invited.id}/authors/acceptance")
    assert browser.get(f"/stories/{invited.id}/edition").status_code == 200
    saved = browser.post(f"/stories/{invited.id}/draft", data={"title": "Coast", "text": "Ours.", "seq": 0})
    assert saved.status_code == 200
    assert db.session.get(Story, invited.id).text == "Ours."


def test_the_bell_rings_once_and_is_silent_when_it_is_taken_back(ada, ben, invited):
    assert db.session.query(Notification).filter_by(member_id=ben.id, about_id=invited.id).count() == 1
    dismiss(invited, ben, by=ada)
    assert db.session.query(Notification).filter_by(member_id=ben.id, about_id=invited.id).count() == 0


def test_both_are_shown_wherever_the_story_is(ada, ben, mia, shared, browser_of):
    publish(shared, by=ada)
    browser = browser_of(mia)
    for address in ("/?view=latest", "/stories", "/@ada", "/@ben"):
        page = browser.get(address).text
        assert shared.url in page, address
    assert "with Ben" in browser.get("/stories").text
    assert 'href="/@ben">Ben</a>' in browser.get(shared.url).text
    card = browser.get("/api/v1/stories").json["items"][0]
    assert (card["author"]["handle"], card["others"]) == ("ada", ["Ben"])
    told = browser.get(f"/api/v1/stories/{shared.id}").json["others"]
    assert [other["handle"] for other in told] == ["ben"]


def test_she_writes_and_the_rest_stays_its_authors(ada, ben, mia, shared, browser_of):
    browser, here = browser_of(ben), f"/stories/{shared.id}"
    for address in ("publication", "settings", "removal"):
        assert browser.post(f"{here}/{address}").status_code == 403, address
    assert browser.post(f"{here}/authors", data={"handle": "mia"}).status_code == 403
    publish(shared, by=ada)
    revise(shared, Words("Coast", "Ours."), ben)
    assert "Ours." in browser_of(mia).get(shared.url).text
    assert browser.post(f"/contributions/{shared.id}/like").status_code == 403
    assert [db.session.get(Standing, one.id).points for one in (ada, ben)] == [10, 0]


def test_for_whomever_it_is_its_authors_read_it(ada, ben, mia, shared, browser_of):
    publish(shared, by=ada)
    for audience in Audience:
        address_to(shared, audience, by=ada)
        assert browser_of(ben).get(shared.url).status_code == 200, audience
        assert "coast" in browser_of(ben).get("/stories").text, audience


def test_one_leaves_and_what_one_wrote_stays(ada, ben, mia, shared, browser_of):
    revise(shared, Words("Coast", "Ours."), ben)
    browser_of(ben).post(f"/stories/{shared.id}/authors/departure")
    assert db.session.get(Story, shared.id).text == "Ours."
    assert browser_of(ben).get(shared.url).status_code == 404
    assert browser_of(ben).post(f"/stories/{shared.id}/authors/departure").status_code == 404


def test_declined_or_taken_out_one_is_not_named(ada, ben, mia, invited):
    leave(invited, by=ben)
    assert invited.others == []
    invite(invited, "ben", by=ada)
    accept(invited, by=ben)
    dismiss(invited, ben, by=ada)
    dismiss(invited, mia, by=ada)  # who never was
    assert (invited.seats, invited.is_written_by(ben)) == ([], False)


def test_who_cannot_be_invited(ada, ben, mia, invited):
    for handle, refusal in (("nobody", NobodyThere), ("ada", AlreadyThere), ("BEN", AlreadyThere)):
        with pytest.raises(refusal):
            invite(invited, handle, by=ada)
    mia.suspended_at = invited.created_at
    with pytest.raises(NobodyThere):
        invite(invited, "mia", by=ada)
    for name in ("Cai", "Dan", "Eve", "Fay"):
        invite(invited, joins(name).handle, by=ada)
    with pytest.raises(TooManyAuthors):
        invite(invited, joins("Gus").handle, by=ada)


def test_by_form(ada, ben, mia, coast, browser_of):
    browser, here = browser_of(ada), f"/stories/{coast.id}/authors"
    refused = browser.post(here, data={"handle": "nobody"})
    assert (refused.status_code, "Nobody here has that handle" in refused.text) == (422, True)
    assert 'value="nobody"' in refused.text
    browser.post(here, data={"handle": " @ben "})
    assert "has not answered" in browser.get(here).text
    assert browser_of(mia).post(f"{here}/acceptance").status_code == 404
    assert browser_of(ben).post(f"{here}/acceptance").location == f"/stories/{coast.id}/edition"
    browser.post(f"{here}/{ben.id}/removal")
    assert db.session.get(Story, coast.id).seats == []


def test_by_program(ada, ben, mia, coast, browser_of):
    adas, bens, here = browser_of(ada), browser_of(ben), f"/api/v1/stories/{coast.id}/authors"
    assert list(adas.post(here, json={"handle": "nobody"}).json["errors"]) == ["handle"]
    assert adas.post(here, json={"handle": "ben"}).status_code == 201
    assert adas.get(here).json["others"][0]["accepted_at"] is None
    assert bens.get(here).json["others"] == []
    assert browser_of(mia).get(here).status_code == 404
    assert bens.post(f"{here}/acceptance").status_code == 201
    assert bens.get(here).json["others"][0]["handle"] == "ben"
    assert browser_of(mia).delete(f"{here}/ben").status_code == 404
    assert bens.delete(f"{here}/ben").status_code == 204
    assert adas.get(here).json["others"] == []
