"""Rooms as programs keep them: Ada's room, Ben comes and goes, Mia stays outside of what is private."""

import pytest

from community.api.doors import ROOT
from community.chat.messages import say


@pytest.fixture
def api(browser_of):
    """Asks for a member; answers the response."""

    def api(member, method, path, **body):
        return browser_of(member).open(ROOT + path, method=method, json=body)

    return api


def test_a_room_is_changed_in_part_and_only_by_its_keepers(ada, ben, owls, api):
    here = f"/rooms/{owls.id}"
    assert api(ben, "PATCH", here, name="Mine").status_code == 403
    assert api(ada, "PATCH", here, name=" ").status_code == 422
    changed = api(ada, "PATCH", here, topic="Until two", slow_seconds=30).json
    assert (changed["name"], changed["topic"], changed["archived"]) == ("Night owls", "Until two", False)
    assert owls.slow_seconds == 30
    assert api(ada, "PATCH", here, archived=True).json["archived"] is True
    assert api(ben, "POST", f"{here}/messages", text="Still up", client_id="1").status_code == 403
    assert api(ada, "PATCH", here, archived=False).json["archived"] is False
    assert api(ben, "POST", f"{here}/messages", text="Still up", client_id="1").status_code == 201


def test_one_joins_reads_is_hushed_and_leaves(ada, ben, owls, api):
    here = f"/rooms/{owls.slug}"
    say(owls, "First", by=ada, client_id="1")
    joined = api(ben, "POST", f"{here}/membership").json
    assert (joined["belongs"], joined["unread"]) == (True, 0)
    say(owls, "Second", by=ada, client_id="2")
    say(owls, "Third", by=ada, client_id="3")
    assert api(ben, "POST", f"{here}/reading", seq=2).status_code == 204
    assert api(ben, "GET", here).json["unread"] == 1
    assert api(ben, "POST", f"{here}/reading").status_code == 204
    assert api(ben, "GET", here).json["unread"] == 0
    assert api(ben, "POST", f"{here}/mute", hours=8).status_code == 204
    assert api(ben, "POST", f"{here}/mute", hours=-1).status_code == 422
    assert api(ben, "DELETE", f"{here}/membership").status_code == 204
    assert api(ben, "GET", here).json["belongs"] is False


def test_who_belongs_is_let_in_made_a_keeper_and_put_out(ada, ben, mia, italy, api):
    here = f"/rooms/{italy.id}/members"
    assert [(it["handle"], it["role"]) for it in api(ben, "GET", here).json["items"]] == [
        ("ada", "owner"),
        ("ben", "member"),
    ]
    assert api(mia, "GET", here).status_code == 404
    assert api(ben, "POST", here, handle="mia").status_code == 403
    assert api(ada, "POST", here, handle="@nobody").status_code == 404
    assert api(ada, "POST", f"{here}/mia/keys").status_code == 404  # she is not in it
    assert api(ada, "POST", here, handle="mia").status_code == 204
    assert api(mia, "GET", here).status_code == 200
    assert api(ada, "DELETE", f"/rooms/{italy.id}/membership").status_code == 422  # nobody would keep it
    assert api(ada, "POST", f"{here}/ben/keys").status_code == 204
    assert api(ada, "DELETE", f"/rooms/{italy.id}/membership").status_code == 204
    assert api(ben, "DELETE", f"{here}/mia").status_code == 204
    assert api(mia, "GET", here).status_code == 404


def test_what_was_said_is_changed_taken_back_and_looked_for(ada, ben, mia, italy, api, browser_of):
    said = api(ben, "POST", f"/rooms/{italy.id}/messages", text="Rome on Friday", client_id="1").json
    at = f"/messages/{said['id']}"
    assert api(ada, "PATCH", at, text="Mine").status_code == 403
    assert api(mia, "PATCH", at, text="Mine").status_code == 404
    assert api(ben, "PATCH", at, text="  ").status_code == 422
    assert api(ben, "PATCH", at, text="Milan on Friday").json["text"] == "Milan on Friday"
    found = api(ada, "GET", f"/rooms/{italy.id}/search?q=milan").json["items"]
    assert [it["id"] for it in found] == [said["id"]]
    assert api(mia, "GET", f"/rooms/{italy.id}/search?q=milan").status_code == 404
    assert api(ada, "GET", f"/rooms/{italy.id}/search?q=").status_code == 422
    assert "Milan" in browser_of(ada).get(f"{italy.url}/search?q=milan").text
    assert browser_of(ada).get(f"{italy.url}/search?q={'milan' * 12_000}").status_code == 200
    assert api(ben, "DELETE", at).status_code == 204
    assert api(ada, "GET", f"/rooms/{italy.id}/search?q=milan").json["items"] == []
    (gone,) = api(ada, "GET", f"/rooms/{italy.id}/messages").json["items"]
    assert (gone["removed"], gone["text"]) == (True, "")


def test_two_have_one_room_however_often_it_is_asked_for(ada, ben, api):
    first, again = (api(it, "POST", f"/members/{to}/room").json for it, to in ((ada, "ben"), (ben, "ada")))
    assert first["id"] == again["id"]
    assert api(ada, "POST", "/members/nobody/room").status_code == 404
