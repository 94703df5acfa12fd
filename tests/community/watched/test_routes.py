"""Mo keeps the list on its page; Ada reads why, changes the words and sends them again."""

import io

import pytest
from sqlalchemy import select

from community.audit import AuditEntry
from community.db import db
from community.moderation.models import Case
from community.watched.models import WatchedWord
from posts.forum.models import Topic

PAGE = "/moderation/words"


def keys() -> list[str]:
    return list(db.session.scalars(select(WatchedWord.key).order_by(WatchedWord.key)))


def test_mo_watches_a_word_tries_it_and_lets_it_go(moderator, browser_of):
    his = browser_of(moderator)
    assert "No word is watched" in his.get(PAGE).text
    sent = his.post(PAGE, data={"word": " Super  Fake ", "act": "replace", "instead": "…"})
    assert sent.status_code == 303
    assert keys() == ["super fake"]
    tried = his.get(PAGE, query_string={"text": "A SUPER fake bag"}).text
    assert "A … bag" in tried
    it = db.session.scalars(select(WatchedWord)).one()
    assert his.post(f"{PAGE}/{it.id}/removal").status_code == 303
    assert keys() == []
    assert db.session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)).all() == [
        "word.watched",
        "word.let_go",
    ]


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("", "Write the word to watch"),
        (" *! ", "Write the word to watch"),
        ("x" * 101, "too long"),
        ("FAKE", "watched already"),
    ],
)
def test_what_cannot_be_watched_is_said(moderator, browser_of, watching, word, sentence):
    watching("fake", "flag")
    answer = browser_of(moderator).post(PAGE, data={"word": word, "act": "block"})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert keys() == ["fake"]


def test_the_list_goes_out_as_a_file_and_comes_in_again(moderator, browser_of, watching):
    his = browser_of(moderator)
    watching("假货", "hold")
    file = his.get(f"{PAGE}.csv").data
    more = file + b"fake,replace,copy\r\nFAKE,block,\r\n"
    assert his.post(f"{PAGE}/file", data={"file": (io.BytesIO(more), "words.csv")}).status_code == 303
    assert keys() == ["fake", "假货"]


@pytest.mark.parametrize("file", [b"fake,burn,\r\n", b"\xff\xfe", b'fake,block,\r\n,"block",\r\n'])
def test_a_file_that_is_not_understood_changes_nothing(moderator, browser_of, file):
    answer = browser_of(moderator).post(f"{PAGE}/file", data={"file": (io.BytesIO(file), "words.csv")})
    assert answer.status_code == 422
    assert "Nothing was taken over" in answer.text
    assert keys() == []


def test_members_do_not_see_the_list(ada, browser_of, watching):
    it = watching("fake", "flag")
    hers = browser_of(ada)
    for place in (PAGE, f"{PAGE}.csv"):
        assert hers.get(place).status_code == 403
    assert hers.post(PAGE, data={"word": "x", "act": "block"}).status_code == 403
    assert hers.post(f"{PAGE}/{it.id}/removal").status_code == 403
    assert hers.post(f"{PAGE}/file").status_code == 403
    assert keys() == ["fake"]


def test_ada_reads_why_and_all_she_wrote_is_there_to_be_sent_again(ada, browser_of, watching, lab):
    watching("fake", "block")
    hers, place = browser_of(ada), "/topics"
    words = {"board": lab.slug, "title": "Bags", "text": "A fake <bag>", "tags": "bags"}
    refused = hers.post(place, data=words)
    assert refused.status_code == 422
    assert "This club does not publish “fake”" in refused.text
    assert "A fake &lt;bag&gt;</textarea>" in refused.text
    assert '<input type="hidden" name="title" value="Bags">' in refused.text
    assert f'action="{place}"' in refused.text
    assert hers.post(place, data=words | {"text": "A bag"}).status_code == 303
    assert db.session.scalars(select(Topic.title)).all() == ["Bags"]


def test_a_script_is_told_in_a_sentence(ada, browser_of, watching, lab):
    watching("fake", "block")
    hers = browser_of(ada)
    answer = hers.post(f"/api/v1/boards/{lab.slug}/topics", json={"title": "Bags", "text": "A fake"})
    assert answer.status_code == 422
    assert "nothing you wrote is lost" in answer.json["detail"]


def test_who_has_to_wait_reads_so(ada, browser_of, watching, lab):
    watching("fake", "hold")
    hers = browser_of(ada)
    words = {"board": lab.slug, "title": "Bags", "text": "A fake"}
    sent = hers.post("/topics", data=words, follow_redirects=True)
    assert "somebody of the team reads it first" in sent.text


def test_a_case_says_which_word_was_found(ada, moderator, browser_of, watching, lab):
    watching("fake", "hold")
    browser_of(ada).post("/topics", data={"board": lab.slug, "title": "Bags", "text": "A fake"})
    his = browser_of(moderator)
    case = db.session.scalars(select(Case)).one()
    card = his.get("/moderation").text.split("<article")[1].split("</article>")[0]
    assert "found by a watched word" in card
    assert "Watched words in it:" in his.get(case.url).text
    for place in (card, his.get(case.url).text.split('class="case-head"')[1]):
        assert '<span class="chip">Watched words</span>' in place.split("</header>")[0]
        assert "Something else" not in place.split("</header>")[0]
    assert "What was found lately" in his.get(PAGE).text
