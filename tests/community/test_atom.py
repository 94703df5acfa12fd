"""A board as a feed: private, well-formed, read with the rights of its member, and ended with its address."""

from xml.etree import ElementTree as ET

import pytest

from community.atom import address_for, renew
from community.contributions import Audience
from community.db import db, transaction
from posts.forum.boards import create_board, revise_board
from posts.forum.models import OpensTo
from posts.forum.opening import open_topic, remove_topic

ATOM = "{http://www.w3.org/2005/Atom}"


def plan(name, **rights):
    return {
        "name": name,
        "description": "",
        "group": "",
        "position": 0,
        "posts_from": OpensTo.MEMBERS,
        **rights,
    }


@pytest.fixture
def lab(app, ada):
    from community.members import Role
    from tests.conftest import joins

    with transaction():
        keeper = joins("Mo")
        keeper.role = Role.MODERATOR
    return create_board(plan("Skincare & lab"), by=keeper)


def titles(answer):
    return [it.findtext(f"{ATOM}title") for it in ET.fromstring(answer.text).iter(f"{ATOM}entry")]


def path_of(lab, member):
    return address_for(f"{lab.url}/atom", member).removeprefix("http://localhost")


def test_a_reader_program_follows_a_board_without_a_session(app, ada, ben, lab, browser_of):
    topic = open_topic(lab, "Is it <b>worth</b> & why?", "I *cannot* say.", by=ada)
    page = browser_of(ben).get(f"{lab.url}/feed").text
    program, path = app.test_client(), path_of(lab, ben)
    assert path.split("key=")[1] in page
    answer = program.get(path)
    assert answer.content_type.startswith("application/atom+xml")
    assert titles(answer) == ["Is it <b>worth</b> & why?"]
    (entry,) = ET.fromstring(answer.text).iter(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}content") == "<p>I <em>cannot</em> say.</p>\n"
    assert entry.find(f"{ATOM}link").get("href") == f"http://localhost/topics/{topic.id}"
    again = program.get(path, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    remove_topic(topic, by=ada)
    assert titles(program.get(path)) == []


def test_a_wrong_word_learns_nothing(app, ada, lab):
    open_topic(lab, "Title", "Text", by=ada)
    program = app.test_client()
    for path in (
        f"{lab.url}/atom",
        f"{lab.url}/atom?key=",
        f"{lab.url}/atom?key=x",
        "/boards/nowhere/atom?key=x",
    ):
        assert program.get(path).status_code == 404
    assert program.get(f"{lab.url}/feed", headers={"Accept": "application/json"}).status_code == 401


def test_new_addresses_end_the_old_ones(app, ben, lab, browser_of):
    old = path_of(lab, ben)
    assert path_of(lab, ben) == old
    browser_of(ben).post(f"{lab.url}/feed")
    program = app.test_client()
    assert program.get(old).status_code == 404
    assert program.get(path_of(lab, ben)).status_code == 200
    renew(ben)


def test_it_reads_with_the_rights_of_its_member(app, ada, ben, lab):
    from sqlalchemy import select

    from community.members import Member

    open_topic(lab, "Title", "Text", by=ada)
    path, program = path_of(lab, ben), app.test_client()
    keeper = db.session.scalars(select(Member).where(Member.handle == "mo")).one()
    revise_board(lab, plan("Skincare lab", reads_from=Audience.STAFF), by=keeper)
    assert program.get(path).status_code == 404
    assert titles(program.get(path_of(lab, keeper))) == ["Title"]
    with transaction():
        keeper.suspended_at = keeper.joined_at
    assert program.get(path_of(lab, keeper)).status_code == 404
