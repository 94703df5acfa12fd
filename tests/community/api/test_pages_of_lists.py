"""A list is read page by page while new things arrive: nothing twice, nothing left out."""

import pytest

from community.db import transaction
from posts.blog.publishing import publish
from posts.blog.writing import write


def a_story(title, by):
    story = write(title, "text", by=by)
    publish(story, by=by)
    return story


@pytest.mark.parametrize(
    "path", ["/stories?", "/feed?view=latest&", "/stories?mine=true&", "/stories?author=ada&"]
)
def test_new_stories_move_nothing(adas, ada, path):
    written = [a_story(f"Story {number}", ada).title for number in range(7)]
    read, following = [], ""
    while following is not None:
        page = adas.get(f"{path}limit=3&cursor={following}").json
        read += [card["title"] for card in page["items"]]
        following = page["next"]
        a_story("New", ada)
    assert read == written[::-1]


def test_published_at_the_same_moment_they_still_come_once(adas, ada):
    stories = [a_story(f"Story {number}", ada) for number in range(5)]
    with transaction():
        for story in stories:
            story.published_at = stories[0].published_at
    read, following = [], ""
    while following is not None:
        page = adas.get(f"/stories?limit=2&cursor={following}").json
        read, following = read + [card["id"] for card in page["items"]], page["next"]
    assert sorted(read) == sorted(story.id for story in stories)


def test_replies_are_read_on_in_their_order(adas, mias, ada):
    story = a_story("Story", ada)
    here = f"/contributions/{story.id}/replies"
    for number in range(5):
        mias.post(here, {"text": f"Reply {number}"})
    first = adas.get(f"{here}?limit=3").json
    mias.post(here, {"text": "Reply 5"})
    rest = adas.get(f"{here}?limit=3&cursor={first['next']}").json
    assert [it["text"] for it in first["items"] + rest["items"]] == [f"Reply {number}" for number in range(6)]
    assert rest["next"] is None


def test_the_lines_of_a_score_are_read_on(adas, ada):
    for number in range(4):
        a_story(f"Story {number}", ada)
    first = adas.get("/me/score/entries?limit=1").json
    rest = adas.get(f"/me/score/entries?limit=100&cursor={first['next']}").json
    ids = [it["id"] for it in first["items"] + rest["items"]]
    assert ids == sorted(set(ids), reverse=True)
    assert len(ids) == len(adas.get("/me/score/entries?limit=100").json["items"])


def test_a_page_has_at_most_a_hundred(adas, ada):
    for number in range(102):
        a_story(f"Story {number}", ada)
    assert len(adas.get("/stories?limit=5000").json["items"]) == 100
    for wrong in ("0", "-1", "many", "1.5", ""):
        assert adas.get(f"/stories?limit={wrong}").status_code == 422


@pytest.mark.parametrize(
    "cursor", ["x", "W10", "W3t9XQ", "bnVsbA", "MQ", "WyJ4IiwxXQ", "%00", "ü", "W" * 200, "WzFlOTk5XQ"]
)
@pytest.mark.parametrize(
    "path", ["/stories?", "/stories?mine=true&", "/me/score/entries?", "/search?q=a&", "/feed?"]
)
def test_a_foreign_cursor_is_refused(adas, path, cursor):
    assert adas.get(f"{path}cursor={cursor}").status_code in {400, 422}


def test_rooms_are_read_on_however_many(adas, mias):
    opened = [mias.post("/rooms", {"name": f"Room {number}"}).json["id"] for number in range(5)]
    first = adas.get("/rooms?limit=3").json
    later = mias.post("/rooms", {"name": "A new room"}).json["id"]
    rest = adas.get(f"/rooms?limit=3&cursor={first['next']}").json
    assert [room["id"] for room in first["items"] + rest["items"]] == [*opened, later]
