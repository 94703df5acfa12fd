"""A text shows a list or a piece as each of its readers may see it; what may not be seen is never shown."""

import pytest

from community import clock
from community.db import transaction
from community.products.prices import Price
from posts.blog.publishing import publish
from posts.blog.writing import write
from posts.embeds.showing import MOST
from posts.replies.writing import reply
from posts.shopping.filling import Piece, add
from posts.shopping.publishing import publish as publish_list
from posts.shopping.writing import begin


@pytest.fixture
def basket(ada):
    it = begin("The November basket", "Four things.", by=ada)
    add(it, Piece("Saddle leather weekender", price=Price(328_000, "CNY")), by=ada)
    add(it, Piece("A ring for Ben", price=Price(777_700, "CNY"), private=True), by=ada)
    return it


@pytest.fixture
def tells(ada):
    def tells(text):
        story = write("What I bought", text, by=ada)
        publish(story, by=ada)
        return story.url

    return tells


def bag_and_ring(basket):
    return [f"/lists/{basket.id}#piece-{item.id}" for item in basket.items]


def test_a_list_stands_in_a_story_with_its_pieces_and_their_sum(ada, mia, basket, tells, browser_of):
    publish_list(basket, by=ada)
    page = browser_of(mia).get(tells(f"Look:\n\n[List]({basket.url})")).text
    assert "The November basket" in page
    assert "Saddle leather weekender" in page
    assert "A ring for Ben" not in page
    assert "data-embed" not in page


def test_a_private_list_is_never_shown_and_its_owner_is_told_so(ada, mia, basket, tells, browser_of):
    url = tells(f"[List](/lists/{basket.id})")
    others = browser_of(mia).get(url).text
    assert "not shown any more" in others
    assert "November" not in others
    own = browser_of(ada).get(url).text
    assert "until you publish it" in own


def test_what_was_published_after_the_story_is_shown_from_then_on(ada, mia, basket, tells, browser_of):
    url = tells(f"[List](/lists/{basket.id})")
    publish_list(basket, by=ada)
    assert "Saddle leather" in browser_of(mia).get(url).text
    with transaction():
        basket.hidden_at = clock.now()
    assert "Saddle leather" not in browser_of(mia).get(url).text


def test_one_piece_stands_alone_and_a_private_one_does_not(ada, mia, basket, tells, browser_of):
    publish_list(basket, by=ada)
    bag, ring = bag_and_ring(basket)
    page = browser_of(mia).get(tells(f"[Piece]({bag})\n\n[Piece]({ring})")).text
    assert "Saddle leather" in page
    assert "A ring" not in page
    assert page.count("not shown any more") == 1


def test_a_piece_of_another_list_is_not_found_by_its_number(ada, mia, basket, tells, browser_of):
    publish_list(basket, by=ada)
    other = begin("Other", "", by=ada)
    add(other, Piece("A secret watch"), by=ada)
    [watch] = other.items
    page = browser_of(mia).get(tells(f"[Piece](/lists/{basket.id}#piece-{watch.id})")).text
    assert "A secret watch" not in page


def test_replies_show_lists_too(ada, ben, mia, basket, tells, browser_of):
    publish_list(basket, by=ada)
    url = tells("Ask me.")
    story_id = int(url.split("/")[-1].split("-")[0])
    from community.db import db
    from posts.blog.models import Story

    reply(db.session.get(Story, story_id), f"This one?\n\n/x\n\n[List](/lists/{basket.id})", by=ben)
    page = browser_of(mia).get(url).text
    assert "Saddle leather" in page


def test_many_embeds_ask_no_more_than_few(ada, mia, basket, tells, browser_of, queries):
    publish_list(basket, by=ada)
    once, often = tells(f"[L](/lists/{basket.id})"), tells(f"[L](/lists/{basket.id})\n\n" * (MOST + 2))
    browser = browser_of(mia)
    with queries() as few:
        browser.get(once)
    with queries() as many:
        page = browser.get(often).text
    assert len(many) == len(few)
    assert page.count("embed-title") == MOST
    assert "data-embed" not in page


def test_programs_get_a_link(ada, mia, basket, tells, browser_of):
    url = tells(f"[List](/lists/{basket.id})")
    answer = browser_of(mia).get(f"/api/v1{url.split('-')[0]}").json
    assert f'<a href="/lists/{basket.id}"' in answer["html"]
    assert "November" not in answer["html"]


def test_a_writer_sees_what_readers_will(ada, mia, basket, browser_of):
    publish_list(basket, by=ada)
    browser = browser_of(ada)
    assert "Saddle leather" in browser.get("/embeds", query_string={"text": f"[L](/lists/{basket.id})"}).text
    assert browser.get("/embeds", query_string={"text": "hello"}).text == ""
    assert "November" not in browser_of(mia).get("/embeds", query_string={"text": "[L](/lists/999)"}).text


def test_nobody_writes_the_mark_of_an_embed_by_hand(ada, mia, basket, tells, browser_of):
    publish_list(basket, by=ada)
    typed = f'<figure data-embed="/lists/{basket.id}"><a href="/x">x</a></figure>'
    page = browser_of(mia).get(tells(typed)).text
    assert "Saddle leather" not in page
    assert "&lt;figure data-embed" in page


def test_only_ones_own_lists_are_offered_to_be_shown(ada, mia, basket, browser_of):
    mine = browser_of(ada).get("/embeds/own").text
    assert f"](/lists/{basket.id})" in mine
    assert "A ring for Ben" in mine
    others = browser_of(mia).get("/embeds/own").text
    assert "ring" not in others
    assert "no list yet" in others
