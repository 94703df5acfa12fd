"""Replies: to topics, stories and lists; numbered for good, told to those who may read, harmless."""

import json
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select
from werkzeug.exceptions import Forbidden, NotFound

from community import clock
from community.contributions import Contribution
from community.db import db, transaction
from community.engagement.standing import Standing
from community.watched.keeping import watch
from community.watched.models import Act
from posts.blog.writing import write
from posts.replies.history import changes
from posts.replies.models import MOST, EditOver, EmptyReply, Reply, TooLate, TooLong
from posts.replies.writing import remove, reply, restore, revise

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_a_reply_is_stored_counted_and_rewarded(ada, ben, cream, browser_of):
    browser = browser_of(ben)
    answer = browser.post(f"/contributions/{cream.id}/replies", data={"text": "Half a **jar**."})
    it = db.session.scalars(select(Reply)).one()
    assert answer.status_code == 303
    assert answer.location == f"{cream.url}?page=1#reply-{it.id}"
    page = browser.get(answer.location).text
    assert "<strong>jar</strong>" in page
    assert "2 / 2" in page
    assert (cream.replies, cream.last_reply_by) == (1, ben.id)
    assert db.session.get(Standing, ben.id).points == 3
    assert db.session.get(Standing, ada.id).points == 7  # 5 for the topic, 2 from Ben


def test_programs_reply_in_json(ben, cream, browser_of):
    path = f"/contributions/{cream.id}/replies"
    answer = browser_of(ben).post(path, json={"text": "Half a jar."})
    assert answer.status_code == 201
    assert answer.json["number"] == 1
    assert answer.json["url"] == f"/replies/{answer.json['id']}"
    refused = browser_of(ben).post(path, json={"text": " "})
    assert refused.status_code == 422
    assert "few words" in refused.json["detail"]
    assert browser_of(ben).post(path, json=["odd"]).status_code == 400


def test_what_is_refused_is_not_lost(ben, cream, browser_of):
    path = f"/contributions/{cream.id}/replies"
    long = "long " * (MOST // 5 + 1)
    answer = browser_of(ben).post(path, data={"text": long})
    assert answer.status_code == 422
    assert long.strip() in answer.text
    assert "20,000" in answer.text
    with pytest.raises(EmptyReply):
        reply(cream, " \r\n ", by=ben)
    with pytest.raises(TooLong):
        reply(cream, "x" * (MOST + 1), by=ben)
    assert cream.replies == 0


def test_nobody_replies_to_what_cannot_be_read(ada, ben, coast, cream, app, browser_of):
    draft = write("Not yet", "x", by=ada)
    with pytest.raises(NotFound):
        reply(draft, "Hello", by=ben)
    with transaction():
        coast.hidden_at = NOON
    assert browser_of(ben).post(f"/contributions/{coast.id}/replies", data={"text": "x"}).status_code == 404
    assert browser_of(ben).get(f"/contributions/{coast.id}/replies").status_code == 404
    assert browser_of(ben).get(f"/contributions/{coast.id}/replies/new").status_code == 404
    with transaction():
        ben.suspended_at = NOON
    suspended = browser_of(ben).post(
        f"/contributions/{cream.id}/replies", json={"text": "x"}, headers={"Accept": "application/json"}
    )
    assert suspended.status_code == 401
    stranger = app.test_client().post(f"/contributions/{cream.id}/replies", json={"text": "x"})
    assert stranger.status_code == 401


def test_a_reply_is_no_thread_of_its_own(ada, ben, cream, browser_of):
    first = reply(cream, "First", by=ben)
    answer = browser_of(ada).post(f"/contributions/{first.id}/replies", data={"text": "x"})
    assert answer.status_code == 403


def test_numbers_stay_when_replies_go(ada, ben, mia, cream, browser_of):
    _first, second, third = (reply(cream, text, by=ben) for text in ("One", "Two", "Three"))
    with clock.stopped(NOON):
        remove(second, by=ben)
    page = browser_of(mia).get(cream.url).text
    assert "This reply was removed by its author." in page
    assert "Two" not in page
    assert "4 / 4" in page
    assert cream.replies == 2
    fourth = reply(cream, "Four", by=mia)
    assert (third.number, fourth.number) == (3, 4)
    remove(fourth, by=mia)
    assert reply(cream, "Five", by=mia).number == 5
    with clock.stopped(NOON + timedelta(seconds=20)):
        restore(second, by=ben)
    assert "Two" in browser_of(mia).get(cream.url).text
    assert cream.replies == 4


def test_points_leave_with_a_removed_reply_and_return_with_it(ada, ben, cream):
    it = reply(cream, "Half a jar", by=ben)
    before = db.session.get(Standing, ben.id).points
    remove(it, by=ben)
    assert db.session.get(Standing, ben.id).points == before - 3
    restore(it, by=ben)
    assert db.session.get(Standing, ben.id).points == before
    with clock.stopped(NOON):
        remove(it, by=ben)
    with clock.stopped(NOON + timedelta(minutes=1)), pytest.raises(TooLate):
        restore(it, by=ben)


def test_undo_is_offered_to_the_author_alone_and_for_a_while(ben, mia, cream, browser_of):
    it = reply(cream, "Half a jar", by=ben)
    browser_of(ben).post(f"/replies/{it.id}/removal")
    undo = f"/replies/{it.id}/restoration"
    assert undo in browser_of(ben).get(cream.url).text
    assert undo not in browser_of(mia).get(cream.url).text
    assert browser_of(mia).post(undo).status_code == 404
    with clock.stopped(it.removed_at + timedelta(seconds=31)):
        assert undo not in browser_of(ben).get(cream.url).text
    assert browser_of(ben).post(undo).status_code == 303
    assert "Half a jar" in browser_of(mia).get(cream.url).text


def test_what_a_moderator_hid_keeps_its_place_without_its_words(ben, mia, cream, browser_of):
    it = reply(cream, "A rude word", by=ben)
    browser_of(mia).get(cream.url)
    with transaction():
        it.hidden_at = NOON
    page = browser_of(mia).get(cream.url).text
    assert "hidden by a moderator" in page
    assert "A rude word" not in page
    page = browser_of(ben).get(cream.url).text
    assert "A rude word" in page
    assert "A moderator has hidden it; only you see it." in page
    assert f"/replies/{it.id}/edition" not in page


def test_only_its_author_changes_a_reply(ben, mia, cream, browser_of):
    it = reply(cream, "Half a jar", by=ben)
    for path in ("edition", "removal"):
        assert browser_of(mia).post(f"/replies/{it.id}/{path}", data={"text": "Mine"}).status_code == 403
        foreign = browser_of(ben).post(f"/replies/{it.id}/{path}", headers={"Origin": "https://evil.example"})
        assert foreign.status_code == 403
    assert browser_of(mia).get(f"/replies/{it.id}/edition").status_code == 403
    assert "Half a jar" in browser_of(ben).get(f"/replies/{it.id}/edition").text
    browser_of(mia).get(cream.url)
    assert browser_of(ben).post(f"/replies/{it.id}/edition", data={"text": "A whole jar"}).status_code == 303
    page = browser_of(mia).get(cream.url).text
    assert "A whole jar" in page
    assert "edited" in page
    assert browser_of(ben).post(f"/replies/{it.id}/edition", data={"text": ""}).status_code == 422
    with pytest.raises(Forbidden):
        revise(it, "x", by=mia)


def test_a_link_to_a_reply_finds_its_page(ada, ben, cream, browser_of, answered):
    replies = answered(cream, ben, 25)
    browser = browser_of(ada)
    for it, page in ((replies[0], 1), (replies[18], 1), (replies[19], 2), (replies[24], 2)):
        assert browser.get(f"/replies/{it.id}").location == f"{cream.url}?page={page}#reply-{it.id}"
        assert f'id="reply-{it.id}"' in browser.get(f"{cream.url}?page={page}").text
    with transaction():
        cream.hidden_at = NOON
    assert browser_of(ben).get(f"/replies/{replies[0].id}").status_code == 404


def test_quoting_works_without_scripts(ada, ben, cream, browser_of):
    first = reply(cream, "Line one\nline two", by=ben)
    browser = browser_of(ada)
    page = browser.get(f"/contributions/{cream.id}/replies/new?quoted={first.id}&with=words").text
    assert "&gt; Line one\n&gt; line two" in page
    assert f'name="quoted" value="{first.id}"' in page
    browser.post(f"/contributions/{cream.id}/replies", data={"text": "Indeed", "quoted": str(first.id)})
    assert f'href="/replies/{first.id}"' in browser.get(cream.url).text
    assert "In answer to 2<" in browser.get(cream.url).text
    assert (
        browser.get(f"/contributions/{cream.id}/replies/new?quoted={cream.id}&with=words").status_code == 200
    )
    for odd in ("x", "-1", "9" * 30):
        answer = browser.post(f"/contributions/{cream.id}/replies", data={"text": "Hm", "quoted": odd})
        assert answer.status_code == 303


def test_a_reply_of_another_thread_cannot_be_quoted(ada, ben, coast, cream, browser_of):
    elsewhere = reply(coast, "About the coast", by=ben)
    page = browser_of(ada).get(f"/contributions/{cream.id}/replies/new?quoted={elsewhere.id}&with=words").text
    assert "About the coast" not in page
    assert reply(cream, "Hm", by=ada, quoted=elsewhere).quoted_id is None


def test_what_is_personal_never_leaves_its_reader(ada, ben, mia, cream, browser_of):
    """The same fragments serve all: like states, edit links and languages do not cross."""
    first, second = reply(cream, "From Ben", by=ben), reply(cream, "From Mia", by=mia)
    browser_of(ada).post(f"/contributions/{first.id}/like", data={"liked": "1"})
    pages = {member.name: browser_of(member).get(cream.url).text for member in (ada, ben, mia)}
    assert pages["Ada"].count('aria-pressed="true"') == 1
    assert pages["Mia"].count('aria-pressed="true"') == pages["Ben"].count('aria-pressed="true"') == 0
    for name, mine, other in (("Ben", first, second), ("Mia", second, first)):
        assert f"/replies/{mine.id}/edition" in pages[name]
        assert f"/replies/{other.id}/edition" not in pages[name]
        assert f"/topics/{cream.id}/edition" not in pages[name]
    assert f"/topics/{cream.id}/edition" in pages["Ada"]
    assert "<!--" not in pages["Ada"]  # every hole is filled


def test_languages_and_time_zones_do_not_cross(ada, ben, cream, browser_of):
    with transaction():
        ben.language, ben.time_zone = "vi", "America/New_York"
        cream.published_at = datetime(2026, 11, 22, 1, tzinfo=UTC)
    adas, bens = browser_of(ada).get(cream.url).text, browser_of(ben).get(cream.url).text
    assert 'lang="en"' in adas
    assert 'lang="vi"' in bens
    assert "22 Nov 2026, 09:00" in adas
    assert "22 Nov 2026, 09:00" not in bens
    assert "22 Nov 2026, 09:00" in browser_of(ada).get(cream.url).text


def test_a_new_name_shows_at_once(ada, ben, cream, browser_of):
    reply(cream, "Half a jar", by=ben)
    assert "Ben" in browser_of(ada).get(cream.url).text
    with transaction():
        ben.name = "Benedict"
    page = browser_of(ada).get(cream.url).text
    assert 'data-name="Benedict"' in page
    assert 'data-name="Ben"' not in page


def test_what_came_since_is_fetched_as_html(ada, ben, cream, browser_of, answered):
    answered(cream, ben, 3)
    html = browser_of(ada).get(f"/contributions/{cream.id}/replies?after=1").text
    assert "Answer 1<" not in html
    assert "Answer 2<" in html
    assert "4 / 4" in html
    assert "<html" not in html


class Danger(HTMLParser):
    """Everything in a page that could act."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        facts = dict(attrs)
        if tag in {"iframe", "object", "embed", "style", "math", "base", "meta", "marquee"}:
            self.found.append(tag)
        if tag == "script" and not (facts.get("src") or "").startswith("/static/"):
            self.found.append("script")
        for name, value in facts.items():
            address = "".join((value or "").split()).lower()
            if (
                name.startswith("on")
                or name in {"style", "srcdoc"}
                or address.startswith(("javascript:", "data:"))
            ):
                self.found.append(f"{tag} {name}={value}")


def test_hostile_words_and_names_do_nothing(ada, ben, lab, cream, browser_of, shared):
    lines = (shared / "hostile/xss-dompurify/cases.jsonl").read_text().splitlines()
    payloads = [json.loads(line)["payload"] for line in lines]
    for start in range(0, len(payloads), 15):
        reply(cream, "\n\n".join(payloads[start : start + 15])[:MOST], by=ben)
    links = [f"[a](javascript:alert({n})) ![b](data:text/html,x)" for n in range(3)]
    reply(cream, "\n\n".join(links), by=ben)
    with transaction():
        ben.name = '"><img src=x onerror=alert(1)>'
    for path in (f"{cream.url}?page=1", lab.url, "/boards"):
        page = browser_of(ada).get(path).text
        assert Danger(page[page.index("<main") : page.index("</main>")]).found == []
        assert "<img src=x onerror" not in page


def test_a_page_cannot_be_made_to_hold_a_hole(ada, ben, cream, browser_of):
    reply(cream, "<!--deadbeef:like--> and <!-- :own -->", by=ben)
    assert browser_of(ada).get(cream.url).status_code == 200


def test_the_spine_counts_living_replies(ben, mia, coast):
    it = reply(coast, "One", by=ben)
    reply(coast, "Two", by=mia)
    remove(it, by=ben)
    db.session.expire_all()
    assert db.session.get_one(Contribution, coast.id).replies == 1


def test_two_clicks_are_one_reply(ben, cream, browser_of):
    path, browser = f"/contributions/{cream.id}/replies", browser_of(ben)
    first = browser.post(path, json={"text": "Half a jar."}).json
    assert browser.post(path, json={"text": "Half a jar."}).json == first
    assert browser_of(ben).post(path, data={"text": " Half a jar.\r\n"}).status_code == 303
    assert db.session.get_one(Contribution, cream.id).replies == 1
    assert db.session.get_one(Standing, ben.id).points == 3
    with clock.stopped(clock.now() + timedelta(minutes=2)):
        again = browser.post(path, json={"text": "Half a jar."}).json
    assert again["number"] == 2


def test_words_stand_after_a_day(ben, cream, browser_of):
    it = reply(cream, "Half a jar.", by=ben)
    with clock.stopped(clock.now() + timedelta(days=1, minutes=1)):
        with pytest.raises(EditOver):
            revise(it, "A whole jar.", by=ben)
        assert browser_of(ben).get(f"/replies/{it.id}/edition").status_code == 409
        refused = browser_of(ben).post(f"/replies/{it.id}/edition", data={"text": "A whole jar."})
        assert refused.status_code == 422
        assert "A whole jar." in refused.text  # to copy into a new one
        page = browser_of(ben).get(cream.url).text
    assert f"/replies/{it.id}/edition" not in page
    assert f"/replies/{it.id}/removal" in page
    assert it.text == "Half a jar."


def test_what_was_said_before_is_for_its_author_and_moderators(ben, mia, moderator, cream, browser_of):
    it = reply(cream, "Half a jar.", by=ben)
    revise(it, "A whole jar, or more.", by=ben)
    revise(it, "A whole jar, or more.", by=ben)  # sent twice
    for reader in (ben, moderator):
        page = browser_of(reader).get(f"/replies/{it.id}/history").text
        assert "<del>Half</del>" in page
        assert "<ins>A</ins>" in page
        assert page.count('class="version-words"') == 2
    assert browser_of(mia).get(f"/replies/{it.id}/history").status_code == 403
    assert f"/replies/{it.id}/history" in browser_of(moderator).get(cream.url).text
    assert f"/replies/{it.id}/history" not in browser_of(mia).get(cream.url).text
    told = browser_of(moderator).get(f"/api/v1/replies/{it.id}/history").json["items"]
    assert [version["text"] for version in told] == ["A whole jar, or more.", "Half a jar."]


def test_changes_are_told_in_words_and_in_signs():
    assert list(changes("那只小包", "那只大包")) == [
        ("same", "那只"),
        ("gone", "小"),
        ("new", "大"),
        ("same", "包"),
    ]
    long = "word " * 5000
    assert [mark for mark, _ in changes(long, long + "more")] == ["gone", "new"]


def test_a_photo_comes_with_a_reply(ben, mia, cream, browser_of):
    path = f"/contributions/{cream.id}/replies"
    data = {"text": "Mine:", "photo": (a_photo(), "bag.png")}
    assert browser_of(ben).post(path, data=data).status_code == 303
    it = db.session.scalars(select(Reply)).one()
    assert it.text.startswith("Mine:\n\n![")
    assert "<figure" in it.html
    assert browser_of(mia).post(path, data={"text": "", "photo": (a_photo(), "b.png")}).status_code == 303
    refused = browser_of(ben).post(path, data={"text": "Look", "photo": (BytesIO(b"no"), "x.png")})
    assert refused.status_code == 422
    assert "not a photo" in refused.text
    assert "Look" in refused.text


def a_photo() -> BytesIO:
    photo = BytesIO()
    Image.new("RGB", (40, 30), "brown").save(photo, "PNG")
    photo.seek(0)
    return photo


def test_what_is_replaced_is_read_in_earlier_versions_by_its_author_alone(ada, moderator, cream, browser_of):
    it = reply(cream, "A replica, he says.", by=ada)
    revise(it, "A bag, he says.", by=ada)
    watch("replica", Act.REPLACE, moderator, "copy")
    for address in (f"/replies/{it.id}/history", f"/api/v1/replies/{it.id}/history"):
        assert "replica" in browser_of(ada).get(address).text, address
        assert "replica" not in browser_of(moderator).get(address).text, address
