"""Ben reads what may be for him, learns why, and moves the levers."""

from datetime import timedelta

import pytest

from community import clock
from community.db import db
from community.following import follow
from community.quiet.keeping import mute_word, silence
from community.quiet.models import How
from posts.for_you.levers import Lever
from posts.for_you.models import Edition, View
from posts.for_you.picking import KEPT, Pick, in_order, levers_of
from posts.for_you.reading import desk_of
from posts.for_you.settling import choose, move, want_again, want_less
from posts.reactions.liking import like
from posts.reposts.reposting import repost
from posts.shopping.filling import Piece, add
from posts.shopping.publishing import publish
from posts.shopping.writing import begin
from tests.conftest import joins

LATER = timedelta(minutes=11)


def edition_of(me):
    return desk_of(me, with_edition=True).last


def levers(me, it):
    return levers_of(edition_of(me), it.id)


def test_each_lever_pulls_and_they_add_up(ada, ben, mia, story, read):
    plain = story(mia, "Plain", hours=200)
    new = story(mia, "New")
    hers = story(ada, "Hers", hours=200, tags="travel")
    known = story(mia, "Known", hours=200, tags="travel")
    like(hers, by=ben)
    like(known, by=ada)
    page = read(ben)
    assert {card.id for card in page.cards} == {plain.id, new.id, hers.id, known.id}
    assert levers(ben, new)[Lever.FRESH] > levers(ben, plain)[Lever.FRESH]
    assert levers(ben, hers)[Lever.FOLLOWED] > 0
    assert Lever.FOLLOWED not in levers(ben, plain)
    assert levers(ben, known)[Lever.TOPICS] > 0
    assert levers(ben, known)[Lever.CIRCLE] > 0, "Ada, whom he follows, liked it"
    assert levers(ben, known)[Lever.VALUED] > 0
    sums = [sum(levers(ben, card).values()) for card in page.cards]
    assert sums == sorted(sums, reverse=True)


def test_a_slider_at_nothing_takes_no_account_of_it(ada, ben, mia, story, titles):
    story(ada, "Hers", hours=300)
    story(mia, "New")
    move(ben, people=4, fresh=0)
    assert titles(ben) == ["Hers", "New"]
    with clock.stopped(clock.now() + timedelta(seconds=1)):
        move(ben, people=0, fresh=4)
        assert titles(ben) == ["New", "Hers"]
        assert (desk_of(ben).taste.people, desk_of(ben).taste.topics, desk_of(ben).taste.fresh) == (0, 2, 4)


def test_less_like_this_and_as_before(ada, ben, mia, story, titles):
    one = story(mia, "Sale one", tags="sale")
    two = story(mia, "Sale two", tags="sale", hours=3)
    story(ada, "Other", hours=60)
    want_less(one, by=ben)
    assert "Sale one" not in titles(ben)
    assert levers(ben, two)[Lever.LESS] < -20, "its author and its tag"
    with clock.stopped(clock.now() + timedelta(seconds=1)):
        want_again(one, by=ben)
        assert "Sale one" in titles(ben)
        assert Lever.LESS not in levers(ben, two)


def test_what_was_on_a_page_steps_back(ben, mia, story, titles):
    for number in range(3):
        story(mia, f"Story {number}", hours=2)
    assert titles(ben, limit=1)
    first = edition_of(ben).picks[0][0]
    with clock.stopped(clock.now() + LATER):
        titles(ben, limit=1)
        assert edition_of(ben).picks[0][0] != first
        assert dict(edition_of(ben).picks)[first][Lever.SEEN] == -9


def test_an_author_does_not_fill_the_page():
    of_one = [Pick(id, 1, "story", {Lever.FRESH: 30}) for id in range(10)]
    of_another = [Pick(id, 2, "story", {Lever.FRESH: 25}) for id in range(10, 12)]
    chosen = in_order([*of_one, *of_another])
    assert [one.author_id for one in chosen[:3]] == [1, 2, 1]
    assert sorted(one.id for one in chosen) == list(range(12))
    assert chosen[2].points[Lever.VARIETY] < 0


@pytest.mark.parametrize("view", list(View))
def test_mutes_blocks_and_muted_words_hold_in_every_view(ada, ben, mia, story, titles, view):
    story(ada, "Hers")
    muted = story(ada, "The winter SALE")
    follow(mia, by=ben)
    story(mia, "Mias")
    assert set(titles(ben, view)) == {"Hers", muted.title, "Mias"}
    silence(mia, How.MUTE, by=ben)
    mute_word("sale", by=ben)
    with clock.stopped(clock.now() + LATER):
        assert titles(ben, view) == ["Hers"]


def test_a_mute_holds_at_once_on_what_was_picked_before(ben, mia, story, titles):
    story(mia, "Mias")
    assert titles(ben) == ["Mias"]
    silence(mia, How.MUTE, by=ben)
    assert titles(ben) == []


def test_editions_are_few_and_stay_for_a_while(ben, mia, story, read):
    story(mia, "One")
    first = read(ben)
    assert read(ben).top == first.top
    story(mia, "Two")
    assert len(read(ben).cards) == 1, "nothing moves while one reads"
    with clock.stopped(clock.now() + timedelta(seconds=30)):
        assert len(read(ben, anew=True).cards) == 2
    for round_ in range(1, 8):
        with clock.stopped(clock.now() + LATER * round_):
            read(ben)
    assert db.session.query(Edition).count() == KEPT


def test_why_this_tells_every_lever(ada, ben, story, browser_of):
    it = story(ada, "Hers")
    browser = browser_of(ben)
    page = browser.get("/?view=for-you").text
    assert f'href="/contributions/{it.id}/why?view=for-you"' in page
    why = browser.get(f"/contributions/{it.id}/why?view=for-you").text
    assert "You follow Ada" in why
    assert "It is new" in why
    assert f'num">{sum(levers(ben, it).values())}</b>' in why
    assert (
        "the newest first; nothing else decides"
        in browser.get(f"/contributions/{it.id}/why?view=latest").text
    )
    assert "You follow Ada. Here stands" in browser.get(f"/contributions/{it.id}/why?view=following").text
    assert browser.get(f"/contributions/{it.id}/why?view=x").status_code == 404
    assert browser.get("/contributions/999/why").status_code == 404


def test_the_pages_of_the_sliders(ada, ben, story, browser_of):
    it, browser = story(ada, "Hers"), browser_of(ben)
    assert (
        browser.post("/settings/feed", data={"people": "9", "topics": "x", "fresh": "0"}).status_code == 303
    )
    assert (desk_of(ben).taste.people, desk_of(ben).taste.topics, desk_of(ben).taste.fresh) == (4, 2, 0)
    browser.post(f"/contributions/{it.id}/less", data={"next": "/?view=for-you"})
    assert "Hers" in browser.get("/settings/feed").text
    assert "Hers</a>" not in browser.get("/?view=for-you").text
    browser.post(f"/contributions/{it.id}/less", data={"less": "0"})
    assert "The menu of a card can say" in browser.get("/settings/feed").text


def test_what_one_may_not_read_is_not_picked_nor_explained(ada, mia, story, titles, browser_of):
    draft = story(ada, "Draft")
    draft.published_at = None
    db.session.commit()
    assert titles(mia) == []
    assert browser_of(mia).get(f"/contributions/{draft.id}/why").status_code == 404
    assert browser_of(mia).post(f"/contributions/{draft.id}/less").status_code == 404


def test_the_choice_sticks(ben, ada, story, browser_of):
    story(ada, "Hers")
    browser = browser_of(ben)
    assert 'aria-current="page">Following' in browser.get("/").text
    browser.get("/?view=latest")
    assert 'aria-current="page">Latest' in browser.get("/").text
    browser.get("/?view=for-you", headers={"Sec-Purpose": "prefetch"})
    assert desk_of(ben).taste.view is View.LATEST, "what was only fetched ahead was not chosen"
    choose(View.FOR_YOU, by=ben)
    assert 'aria-current="page">For you' in browser_of(ben).get("/").text


def test_new_ones_are_counted_for_this_reader_and_view(ada, ben, mia, story, read, browser_of):
    story(ada, "Old", hours=9)
    tops = {view: read(ben, view).top for view in View}
    story(ada, "New of Ada", hours=-0.01)
    story(mia, "New of Mia", hours=-0.01)
    story(ben, "His own", hours=-0.01)
    browser = browser_of(ben)

    def count(view):
        return browser.get("/feed/newer", query_string={"view": view, "top": tops[view]}).json["count"]

    assert [count(view) for view in (View.FOLLOWING, View.FOR_YOU, View.LATEST)] == [1, 2, 2]
    silence(mia, How.MUTE, by=ben)
    assert count(View.LATEST) == 1
    mute_word("new", by=ben)
    assert count(View.LATEST) == 0
    assert browser.get("/feed/newer?top=rubbish").status_code == 400


def test_the_feed_asks_less_than_eight_times(ada, ben, mia, story, browser_of, queries):
    """With lists on it, which have photos, and reposts, which carry."""
    browser = browser_of(ben)
    for more in (2, 14):
        for number in range(more):
            story(ada, f"Story {number}")
            it = begin(f"List {number}", "", by=ada)
            add(it, Piece("A coat"), by=ada)
            publish(it, by=ada)
            repost(story(mia, f"Of Mia {number}"), "Read it", by=ada)
        for view in View:
            browser.get(f"/?view={view}")
            with queries() as asked:
                assert browser.get(f"/?view={view}").status_code == 200
            assert len(asked) < 8, (view, asked)
        with clock.stopped(clock.now() + LATER):
            with queries() as asked:
                browser.get("/?view=for-you&fresh=1")
            assert len(asked) <= 8, "\n".join(one[:90].replace("\n", " ") for one in asked)


def test_an_author_with_many_followers_publishes_as_quickly(ada, story, queries):
    from posts.blog.publishing import publish
    from posts.blog.writing import write

    def asked_to_publish():
        it = write("A story", "Words.", by=ada)
        with queries() as asked:
            publish(it, by=ada)
        return len(asked)

    alone = asked_to_publish()
    for number in range(30):
        follow(ada, by=joins(f"Fan{number}"))
    assert asked_to_publish() == alone
