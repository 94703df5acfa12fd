"""Boards: laid out by those who run the club, read by everybody, each with what is new to the reader."""

import pytest
from werkzeug.exceptions import Forbidden

from community.db import db
from posts.forum.boards import create_board, revise_board
from posts.forum.models import Board, OpensTo, SlugTaken, UnfinishedBoard
from posts.forum.opening import open_topic
from posts.replies.writing import reply
from tests.posts.conftest import plan


def test_the_index_groups_boards_and_says_what_is_newest(ada, ben, lab, cream, moderator, browser_of):
    create_board(plan("Travel"), by=moderator)
    reply(cream, "Half a jar.", by=ben)
    page = browser_of(ada).get("/boards").text
    assert "Skincare lab" in page
    assert cream.title in page
    assert "Ben" in page
    assert "Nothing here yet" in page  # Travel


def test_an_empty_club_says_what_to_do_next(ada, moderator, browser_of):
    assert "No boards yet" in browser_of(ada).get("/boards").text
    assert "/boards/new" not in browser_of(ada).get("/boards").text
    assert "/boards/new" in browser_of(moderator).get("/boards").text


def test_an_empty_board_invites_whoever_may_open_a_topic(ada, lab, board_for, browser_of):
    assert f"/topics/new?board={lab.slug}" in browser_of(ada).get(lab.url).text
    staff = board_for(OpensTo.STAFF)
    page = browser_of(ada).get(staff.url).text
    assert f"/topics/new?board={staff.slug}" not in page
    assert "Opens topics: The club's team" in page
    assert browser_of(ada).get("/boards/nowhere").status_code == 404


def test_only_those_who_keep_order_lay_out_boards(ada, moderator, lab, browser_of):
    for member, status in ((ada, 403), (moderator, 200)):
        assert browser_of(member).get("/boards/new").status_code == status
        assert browser_of(member).get(f"{lab.url}/edition").status_code == status
    with pytest.raises(Forbidden):
        create_board(plan("Mine"), by=ada)
    form = {"name": "Wine & food", "group": "Talk", "position": "2", "posts_from": "super"}
    assert browser_of(moderator).post("/boards", data=form).location == "/boards/wine-food"
    browser_of(moderator).post("/boards/wine-food/edition", data={**form, "name": "Wine"})
    assert "Wine" in browser_of(ada).get("/boards/wine-food").text


def test_a_board_needs_a_name_and_an_address_of_its_own(moderator, lab, browser_of):
    with pytest.raises(UnfinishedBoard):
        create_board(plan(""), by=moderator)
    for taken in (lab.name, "new"):
        with pytest.raises(SlugTaken):
            create_board(plan(taken), by=moderator)
    revise_board(lab, plan("Renamed"), by=moderator)
    assert db.session.get_one(Board, lab.id).slug == "skincare-lab"
    answer = browser_of(moderator).post("/boards", data={"name": "Skincare lab", "description": "kept"})
    assert answer.status_code == 422
    assert "kept" in answer.text


def test_pages_of_a_board_hold_every_topic_once(ada, lab, browser_of):
    titles = [f"Question number {n:02}" for n in range(45)]
    for title in titles:
        open_topic(lab, title, "Text", by=ada)
    browser = browser_of(ada)
    pages = [browser.get(f"{lab.url}?page={page}").text for page in (1, 2, 3)]
    assert [sum(title in page for title in titles) for page in pages] == [20, 20, 5]
    assert 'aria-current="page">2</a>' in pages[1]
    for odd in ("0", "-1", "99", "x"):
        assert browser.get(f"{lab.url}?page={odd}").status_code == 200
