"""Ada, Ben and Mia look for what they wrote; nobody finds what is not for them."""

import json
import re
from datetime import timedelta

import pytest
from sqlalchemy import event, update

from community import clock, jobs
from community.contributions import Contribution
from community.db import db, transaction
from community.entrance.suspending import lift, suspend
from community.search import NoIndex, find, rebuild
from posts.blog.models import Story
from posts.forum.models import Board
from posts.forum.opening import open_topic
from posts.replies.writing import remove as remove_reply
from posts.replies.writing import reply
from posts.shopping.filling import Piece, add, change, take_off
from posts.shopping.publishing import publish as publish_list
from posts.shopping.publishing import withdraw
from posts.shopping.writing import begin


@pytest.fixture
def lab(app):
    with transaction():
        board = Board(slug="lab", name="Skincare lab")
        db.session.add(board)
    return board


def story(by, title, text, *, days_ago=1):
    """A published story, as its room leaves it."""
    with transaction():
        it = Story(
            author=by,
            title=title,
            text=text,
            html=f"<p>{text}</p>",
            published_at=clock.now() - timedelta(days=days_ago),
        )
        db.session.add(it)
    return it


def found(text, kind=""):
    jobs.run_due()
    return [(hit.kind, hit.id) for hit in find(text, kind).hits]


def test_all_kinds_are_found_in_one_box(ada, ben, lab, browser_of):
    about = story(ada, "Saffron on the coast", "One jar is enough.")
    it = begin("Kitchen", by=ben)
    add(it, Piece("Saffron threads", brand="Harvest House"), by=ben)
    publish_list(it, by=ben)
    topic = open_topic(lab, "Which saffron?", "I cannot tell them apart.", by=ada)
    with transaction():
        ben.bio = "Grows saffron."
    assert set(found("saffron")) == {
        ("story", about.id),
        ("shopping_list", it.id),
        ("topic", topic.id),
        ("member", ben.id),
    }
    assert found("harvest house") == [("shopping_list", it.id)]
    page = browser_of(ada).get("/search?q=saffron").text
    assert page.count('class="found') == 4 + page.count("found-words") + page.count("found-by")
    assert "<mark>Saffron</mark> on the coast" in page
    assert browser_of(ada).get("/search?q=saffron&kind=list").text.count("data-item") == 1


def test_a_reply_is_found_as_its_topic_and_linked(ada, ben, lab, browser_of):
    topic = open_topic(lab, "The jar", "Worth it?", by=ada)
    answer = reply(topic, "Buy it in November, with the marzipan.", by=ben)
    reply(topic, "Nothing to do with it.", by=ada)
    assert found("marzipan") == [("topic", topic.id)]
    page = browser_of(ada).get("/search?q=marzipan").text
    assert f'href="/replies/{answer.id}"' in page
    assert "<mark>marzipan</mark>" in page
    assert f'href="{topic.url}"' in browser_of(ada).get("/search?q=jar").text


@pytest.mark.parametrize("asked", ["两年", "换季", "季", "霜", "修护霜", "我用了两年", "我", "november 换季"])
def test_chinese_is_found_inside_sentences(ada, asked):
    it = story(ada, "修护霜值得买吗", "我用了两年，换季的时候确实不一样。But I buy it in November.")
    story(ada, "别的", "完全没有关系的文字。")
    assert found(asked) == [("story", it.id)]


def test_characters_that_only_look_near_are_not_found(ada):
    story(ada, "年两", "季 换")
    assert found("两年") == []


@pytest.mark.parametrize("asked", ["cà phê sữa", "ca phe sua", "CÀ PHÊ", "ca phe đá", "đá", "da"])
def test_vietnamese_is_found_with_and_without_its_signs(ada, asked):
    it = story(ada, "Buổi sáng", "Một ly cà phê sữa đá.")
    assert found(asked) == [("story", it.id)]


def test_the_exact_sign_comes_first(ada):
    plain = story(ada, "Ca", "khúc")
    exact = story(ada, "Cá", "kho")
    assert found("cá") == [("story", exact.id), ("story", plain.id)]


def test_what_is_private_is_never_found(ada, ben, mia, lab, browser_of):
    with transaction():
        db.session.add(Story(author=ada, title="zzdraft", text="zzdraft", html="zzdraft"))
    hidden = story(ada, "zzhidden", "zzhidden")
    removed = story(ada, "zzremoved", "zzremoved")
    it = begin("zzunpublished", by=ben)
    shown = begin("Presents", by=ben)
    add(shown, Piece("Scarf"), by=ben)
    add(shown, Piece("zzsurprise", note="zznote", private=True), by=ben)
    publish_list(shown, by=ben)
    topic = open_topic(lab, "Creams", "Which?", by=ada)
    gone = reply(topic, "zzregret", by=ben)
    with_it = story(ada, "zzwhole", "thread")
    reply(with_it, "zzbeneath", by=ben)
    with transaction():
        mia.bio, ben.email = "zzsuspended", "zzletters@zzpost.org"
    assert found("zzregret") == [("topic", topic.id)]
    assert found("zzbeneath") == [("story", with_it.id)]

    remove_reply(gone, by=ben)
    with transaction():
        hidden.hidden_at = removed.removed_at = with_it.hidden_at = clock.now()
    suspend(mia)
    secrets = [
        "zzdraft",
        "zzhidden",
        "zzremoved",
        "zzunpublished",
        "zzsurprise",
        "zznote",
        "zzregret",
        "zzwhole",
    ]
    browser = browser_of(ada)
    for secret in [*secrets, "zzbeneath", "zzsuspended", "zzletters", "zzletters@zzpost.org", it.title]:
        assert found(secret) == [], secret
        assert "data-item" not in browser.get(f"/search?q={secret}").text
        assert browser.get(f"/search/suggestions?q={secret}").json["items"] == []
    assert found("scarf") == [("shopping_list", shown.id)]

    lift(mia)
    with transaction():
        with_it.hidden_at = None
    assert found("zzsuspended") == [("member", mia.id)]
    assert found("zzbeneath") == [("story", with_it.id)]


def test_the_rows_are_asked_too_while_the_index_is_behind(ada, ben, browser_of):
    it = story(ada, "Quince", "zzsecret")
    jobs.run_due()
    with transaction():
        it.hidden_at = clock.now()
    assert find("quince").total == 1, "nobody has indexed the change yet"
    assert "data-item" not in browser_of(ben).get("/search?q=quince").text
    assert browser_of(ben).get("/search/suggestions?q=quin").json["items"] == []


def test_changes_are_followed(ada, ben):
    it = story(ada, "Quince", "jam")
    shopping = begin("Autumn", by=ben)
    item = add(shopping, Piece("Copper pan"), by=ben)
    publish_list(shopping, by=ben)
    assert found("quince") == [("story", it.id)]
    with transaction():
        it.title = "Medlar"
    change(item, Piece("Iron pan"), by=ben)
    assert (found("quince"), found("copper")) == ([], [])
    assert (found("medlar"), found("iron")) == ([("story", it.id)], [("shopping_list", shopping.id)])
    take_off(item, by=ben)
    assert found("iron") == []
    add(shopping, Piece("Whisk"), by=ben)
    assert found("whisk") == [("shopping_list", shopping.id)]
    withdraw(shopping, by=ben)
    assert found("whisk") == []
    with transaction():
        db.session.execute(update(Contribution).where(Contribution.id == it.id).values(hidden_at=clock.now()))
    assert found("medlar") == []


def test_many_changes_of_one_thing_are_one_job_and_one_document(ada):
    it = story(ada, "Quince", "jam")
    for at in range(5):
        with transaction():
            it.title = f"Quince {at}"
    assert len(jobs.due()) == 1
    assert found("quince") == [("story", it.id)]
    with transaction():
        it.likes += 1
    assert jobs.due() == []


def test_the_better_answer_comes_first(ada):
    aside = story(ada, "Autumn", "Leather once. " + "Something else entirely. " * 60)
    often = story(ada, "Winter", "Leather, leather and more leather.")
    titled = story(ada, "Leather bags", "Of all kinds.")
    assert [id for _, id in found("leather")] == [titled.id, often.id, aside.id]
    old = story(ada, "Rare kelim", "The same.", days_ago=900)
    new = story(ada, "Rare kelim", "The same.", days_ago=1)
    assert [id for _, id in found("kelim")] == [new.id, old.id]


def test_operators_narrow(ada, ben, lab):
    first = story(ada, "Kelim one", "Wool", days_ago=400)
    second = story(ben, "Kelim two", "Wool", days_ago=2)
    with transaction():
        second.tags = "Home, 地毯"
    day = (clock.now() - timedelta(days=100)).date().isoformat()
    assert found("kelim author:ada") == found("author:@Ada") == [("story", first.id)]
    assert found("kelim author:nobody") == []
    assert found(f"kelim before:{day}") == [("story", first.id)]
    assert found(f"kelim after:{day}") == [("story", second.id)]
    assert found("tag:home") == found("tag:地毯") == found("地毯") == [("story", second.id)]
    topic = open_topic(lab, "Soap", "From Aleppo.", by=ada)
    with transaction():
        topic.tags = "Bath"
    assert found("tag:bath") == [("topic", topic.id)]
    assert found("kelim kind:topic") == []
    assert len(found("kelim kind:stories")) == 2
    assert len(found("kelim kind:nonsense")) == 2


def test_words_in_quotes_stand_together(ada, browser_of):
    together = story(ada, "One", "The repair cream is fine.")
    apart = story(ada, "Two", "The cream needs repair.")
    assert {id for _, id in found("repair cream")} == {together.id, apart.id}
    page = browser_of(ada).get('/search?q="repair cream"').text
    assert together.url in page
    assert apart.url not in page
    assert page.count("data-item") == 1
    narrowed = browser_of(ada).get('/search?q="repair cream"&kind=topic').text
    assert "Nothing of this kind" in narrowed
    for other in ('"repair crea"', '"cream is needed"', '"one the"'):
        assert "data-item" not in browser_of(ada).get("/search", query_string={"q": other}).text
    chinese = story(ada, "修护霜", "我用了两年，换季的时候。")
    found("")
    assert chinese.url in browser_of(ada).get("/search?q=“用了两年”").text
    assert "data-item" not in browser_of(ada).get("/search?q=“两年换季”").text


def test_beginnings_and_some_of_the_words_are_better_than_nothing(ada, browser_of):
    it = story(ada, "Marzipan", "and nougat")
    assert found("marzi") == [("story", it.id)]
    assert found("marzipan unheardof") == [("story", it.id)]
    assert "Nothing has all of these words" in browser_of(ada).get("/search?q=marzipan+unheardof").text
    assert found("unheardof") == []
    page = browser_of(ada).get("/search?q=unheardof").text
    assert "Nothing found for “unheardof”" in page
    assert "Try fewer words" in page
    assert 'value="unheardof"' in page


def test_proposals_come_while_typing(ada, ben, browser_of):
    it = story(ada, "Marzipan & nougat", "sweet")
    jobs.run_due()
    items = browser_of(ben).get("/search/suggestions?q=mar").json["items"]
    assert items == [{"kind": "story", "title": it.title, "line": "Story · Ada", "url": it.url}]
    assert browser_of(ben).get("/search/suggestions?q=ad").json["items"][0]["url"] == "/@ada"
    assert browser_of(ben).get("/search/suggestions").json["items"] == []


def test_only_members_search(app):
    assert app.test_client().get("/search?q=a", headers={"Accept": "application/json"}).status_code in {
        302,
        303,
        401,
    }
    assert (
        app.test_client().get("/search/suggestions?q=a", headers={"Accept": "application/json"}).status_code
        == 401
    )


def test_an_empty_box_shows_what_is_new(ada, browser_of):
    assert "data-item" not in browser_of(ada).get("/search").text
    story(ada, "Quince", "jam")
    assert "Quince" in browser_of(ada).get("/search").text


def test_without_an_index_titles_are_searched_and_the_page_says_so(ada, browser_of):
    story(ada, "Quince 100% jam", "secret")
    browser = browser_of(ada)
    with pytest.raises(NoIndex):
        find("quince")
    page = browser.get("/search?q=quince").text
    assert "only titles and names" in page
    assert "Quince" in page
    assert "data-item" not in browser.get("/search?q=secret").text
    assert "data-item" in browser.get("/search?q=100%25").text
    assert "data-item" not in browser.get("/search?q=1%25m").text
    assert "data-item" in browser.get("/search?q=ada&kind=people").text
    assert browser.get("/search/suggestions?q=quince").json["items"] == []
    assert browser.get("/readyz").json["index"] == "NoIndex"
    jobs.run_due()
    assert browser.get("/readyz").json["index"] == "ok"


def test_a_page_holds_twenty_and_leads_on(ada, browser_of):
    for at in range(23):
        story(ada, f"Quince {at}", "jam")
    rebuild()
    browser = browser_of(ada)
    first = browser.get("/search?q=quince").text
    further = re.search(r'rel="next"\s+href="([^"]+)"', first)
    second = browser.get(further[1].replace("&amp;", "&")).text
    assert (first.count("data-item"), second.count("data-item")) == (20, 3)
    assert 'rel="next"' not in second
    for rubbish in ("0", "x", "9" * 50):
        assert browser.get(f"/search?q=quince&after={rubbish}").status_code == 400


def test_it_takes_few_queries_however_much_is_found(ada, ben, lab, browser_of):
    topic = open_topic(lab, "Quince", "One", by=ada)
    reply(topic, "More quince", by=ben)
    browser = browser_of(ada)
    for size in (1, 12):
        for at in range(size):
            story(ada, f"Quince {at}", "jam")
            it = begin(f"Quince list {at}", by=ben)
            add(it, Piece("Quince knife"), by=ben)
            publish_list(it, by=ben)
        with transaction():
            ben.bio = "quince"
        jobs.run_due()
        for asked in ("quince", "quince author:ben", '"quince knife" author:ben', "", "nothing"):
            # seven, of which one asks for marks of doubt; and one more of the bell while it has news
            with Queries() as counted:
                assert browser.get("/search", query_string={"q": asked}).status_code == 200
            assert len(counted) <= 8, "\n".join(one[:70].replace("\n", " ") for one in counted)


def test_naughty_strings_are_just_not_found(ada, browser_of, shared):
    naughty = json.loads((shared / "hostile/strings/blns.json").read_text())
    story(ada, "Quince", "jam")
    for at, text in enumerate(naughty):
        if at % 25 == 0:
            story(ada, text[:200], text)
    jobs.run_due()
    browser = browser_of(ada)
    for at, text in enumerate(naughty):
        found(text)
        for path in ("/search", "/search/suggestions") if at % 10 == 0 else ():
            assert browser.get(path, query_string={"q": text}).status_code == 200, text


def test_injections_do_nothing(ada, browser_of, shared):
    lines = (shared / "hostile/injection/payloads.jsonl").read_text().splitlines()
    story(ada, "Quince", "jam")
    browser = browser_of(ada)
    for indexed in (False, True):
        if indexed:
            jobs.run_due()
        for line in lines[:: 20 if indexed else 60]:
            for value in json.loads(line).values():
                answer = browser.get("/search", query_string={"q": value, "kind": value, "page": value})
                assert answer.status_code == 200, value
                assert not re.search(r"<main.*<script.*</main>", answer.text, re.DOTALL)
    assert found("quince")


class Queries:
    """What was asked of the database, but for the beginnings and ends of transactions."""

    def __enter__(self):
        self.asked = []
        event.listen(db.engine, "before_cursor_execute", self._note)
        return self.asked

    def _note(self, _connection, _cursor, statement, *_more):
        if not statement.startswith(("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK")):
            self.asked.append(statement)

    def __exit__(self, *_trouble):
        event.remove(db.engine, "before_cursor_execute", self._note)
