"""What nobody sends in earnest: refused quickly and in words, never with a 5xx; or kept exactly as it is."""

import json
import time
import unicodedata

import pytest

from community.db import db, transaction
from posts.forum.models import Board


@pytest.fixture
def everywhere(adas):
    """Every text field of the API: how to send a text there, and how it is read back."""
    with transaction():
        db.session.add(Board(slug="travel", name="Travel"))
    story = adas.post("/stories", {"title": "Story", "text": "text"}).json
    adas.post(f"/stories/{story['id']}/publication")
    it = adas.post("/lists", {"title": "List"}).json
    room = adas.post("/rooms", {"name": "Room"}).json
    item = adas.post(f"/lists/{it['id']}/items", {"name": "Kettle"}).json
    return {
        "story title": ("POST", "/stories", "title", {}),
        "story text": ("POST", "/stories", "text", {"title": "x"}),
        "story excerpt": ("POST", "/stories", "excerpt", {"title": "x"}),
        "story alt": ("POST", "/stories", "cover_alt", {"title": "x"}),
        "revised text": ("PATCH", f"/stories/{story['id']}", "text", {}),
        "list title": ("POST", "/lists", "title", {}),
        "list note": ("PATCH", f"/lists/{it['id']}", "note", {}),
        "item name": ("POST", f"/lists/{it['id']}/items", "name", {}),
        "item note": ("PATCH", f"/lists/{it['id']}/items/{item['id']}", "note", {}),
        "item size": ("PATCH", f"/lists/{it['id']}/items/{item['id']}", "size", {}),
        "topic title": ("POST", "/boards/travel/topics", "title", {"text": "x"}),
        "topic text": ("POST", "/boards/travel/topics", "text", {"title": "x"}),
        "reply": ("POST", f"/contributions/{story['id']}/replies", "text", {}),
        "room name": ("POST", "/rooms", "name", {}),
        "room topic": ("POST", "/rooms", "topic", {"name": "x"}),
        "message": ("POST", f"/rooms/{room['id']}/messages", "text", {"client_id": None}),
        "bio": ("PATCH", "/me", "bio", {}),
        "token name": ("POST", "/tokens", "name", {}),
    }


def strings(shared):
    blns = json.loads((shared / "hostile/strings/blns.json").read_text())
    lines = (shared / "hostile/injection/payloads.jsonl").read_text().splitlines()
    payloads = [json.loads(line)["payload"] for line in lines]
    return blns + payloads[:: max(1, len(payloads) // 150)]


def squeezed(text):
    """Without what no eye sees: short fields leave it out."""
    seen = "".join(sign if unicodedata.category(sign) not in {"Cc", "Cf"} else " " for sign in text)
    return " ".join(seen.split())


@pytest.mark.parametrize("step", [8, pytest.param(1, marks=pytest.mark.slow)])
def test_hostile_words_are_kept_as_they_are(adas, everywhere, shared, step):
    """All of them in every field take minutes: each string goes to three fields, turn by turn."""
    kept, doors = 0, list(everywhere.items())
    for turn, string in enumerate(strings(shared)[::step]):
        if turn % 40 == 39:
            with transaction():  # a list is full at two hundred pieces, a member's tokens at fifty
                db.session.execute(
                    db.text(
                        "UPDATE shopping_item SET removed_at = added_at WHERE id > (SELECT min(id) FROM shopping_item)"  # noqa: E501
                    )
                )
                db.session.execute(db.text("DELETE FROM token WHERE id > (SELECT min(id) FROM token)"))
        for name, (method, path, field, more) in (doors[(turn * 3 + each) % len(doors)] for each in range(3)):
            body = {**more, field: string} | ({"client_id": f"c{turn}"} if name == "message" else {})
            answer = adas(method, path, body)
            assert answer.status_code in {200, 201, 422}, (name, string, answer.text)
            if answer.status_code == 422:
                assert not squeezed(string) or "\0" in string or len(string) > 40, (name, string, answer.text)
                continue
            if name != "token name" or string:
                assert squeezed(answer.json[field]) == squeezed(string), name
            kept += 1
    assert kept > 1500 / step


@pytest.mark.parametrize("text", ["a\0b", "\ud800", "x\udfff", "\0"])
def test_what_no_database_keeps_is_refused(adas, everywhere, text):
    for name, (method, path, field, more) in everywhere.items():
        answer = adas(method, path, {**more, field: text} | ({"client_id": "c"} if name == "message" else {}))
        assert (answer.status_code, list(answer.json["errors"])) == (422, [field]), name


@pytest.mark.parametrize("wrong", [None, 7, True, ["a"], {"a": "b"}, 1.5])
def test_another_kind_than_text_is_refused(adas, everywhere, wrong):
    for method, path, field, more in everywhere.values():
        answer = adas(method, path, {**more, field: wrong, "client_id": "c"} if more else {field: wrong})
        assert answer.status_code == 422
        assert field in {name.split(".")[0] for name in answer.json["errors"]}


def test_an_unknown_field_is_named(adas, ada):
    refused = adas.post("/stories", {"title": "x", "author_id": 7, "published_at": "2020-01-01"})
    assert refused.status_code == 422
    assert set(refused.json["errors"]) == {"author_id", "published_at"}


@pytest.mark.parametrize(
    "body",
    ["{", "[]", "7", '"a"', '{"title": NaN}', "{'title': 1}", '{"a":1} x', "\xff\xfe", "null", "[" * 900],
)
def test_what_is_no_json_object_is_a_400(adas, body):
    headers = {"Authorization": f"Bearer {adas.word}", "Content-Type": "application/json"}
    answer = adas.client.post("/api/v1/stories", data=body.encode("latin-1"), headers=headers)
    assert answer.status_code == 400
    assert answer.content_type == "application/problem+json"


@pytest.mark.parametrize(
    ("name", "status"),
    [("json_1M_keys", 413), ("json_bigint", 400), ("json_depth_100000", 400)],
)
def test_bombs_are_refused_quickly(adas, shared, name, status):
    bomb = (shared / f"hostile/bombs/{name}.json").read_bytes()
    headers = {"Authorization": f"Bearer {adas.word}", "Content-Type": "application/json"}
    began = time.perf_counter()
    answer = adas.client.post("/api/v1/stories", data=bomb, headers=headers)
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    assert time.perf_counter() - began < 1


def test_a_form_is_no_json(adas):
    answer = adas.client.post(
        "/api/v1/stories", data={"title": "x"}, headers={"Authorization": f"Bearer {adas.word}"}
    )
    assert answer.status_code == 415


def test_problems_tell_what_is_the_matter(adas, stranger):
    for program, method, path, status in [
        (adas, "GET", "/nowhere", 404),
        (adas, "PUT", "/stories", 405),
        (adas, "GET", "/stories/99", 404),
        (adas, "GET", f"/stories/{10**30}", 404),
        (adas, "GET", f"/contributions/{2**31}/replies", 404),
        (adas, "GET", "/rooms/99999999999999999999999", 404),
        (adas, "GET", "/members/%00", 404),
        (adas, "GET", "/boards/%00/topics", 404),
        (stranger, "GET", "/me", 401),
        (stranger, "GET", "/stories", 401),
        (stranger, "POST", "/stories", 401),
    ]:
        answer = program(method, path)
        assert answer.status_code == status, path
        assert answer.content_type == "application/problem+json"
        assert set(answer.json) >= {"type", "title", "status", "detail"}
        assert answer.json["status"] == status
        assert answer.json["detail"].endswith(".")


def test_too_often_says_how_long_to_wait(adas, app):
    app.config["RATE_LIMITS"] = True
    try:
        answers = [adas.post("/members/mia/follow") for _ in range(61)]
    finally:
        app.config["RATE_LIMITS"] = False
        app.extensions["limiter"].storage.reset()
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert answers[-1].content_type == "application/problem+json"
