"""One walk through every door, the way a program would go it."""

import io

import pytest
from PIL import Image

from community.db import transaction
from posts.forum.models import Board


@pytest.fixture
def board(app):
    from community.db import db

    with transaction():
        board = Board(slug="travel", name="Travel")
        db.session.add(board)
    return board


def done(answer, status):
    assert answer.status_code == status, answer.text
    return answer.get_json() if answer.data else None


def test_a_story_from_draft_to_the_end(adas, mias):
    made = adas.post("/stories", {"title": "Three days", "text": "One *bag*.", "tags": ["travel"]})
    story = done(made, 201)
    here = f"/stories/{story['id']}"
    assert made.location == f"/api/v1{here}"
    assert story["url"].startswith(here)
    assert story["html"] == "<p>One <em>bag</em>.</p>\n"
    assert story["tags"] == ["travel"]
    done(mias.get(here), 404)
    done(mias.post(f"{here}/publication"), 404)
    done(mias.patch(here, {"title": "Mine"}), 404)
    later = done(adas.post(f"{here}/publication", {"at": "2130-01-01T00:00:00Z"}), 422)
    assert "more than a year" in later["errors"]["at"]
    assert done(adas.post(f"{here}/publication"), 201)["published_at"]
    done(adas.post(f"{here}/publication"), 409)
    assert done(mias.get(here), 200)["author"]["handle"] == "ada"
    done(mias.patch(here, {"title": "Mine"}), 403)
    done(mias.delete(here), 403)
    changed = done(adas.patch(here, {"title": "Four days"}), 200)
    assert (changed["title"], changed["text"], changed["tags"]) == ("Four days", "One *bag*.", ["travel"])
    done(adas.patch(here, {"title": "Five", "seq": 0}), 409)
    assert [card["title"] for card in done(mias.get("/stories"), 200)["items"]] == ["Four days"]
    done(adas.delete(here), 204)
    done(mias.get(here), 404)
    done(adas.get(here), 404)


def test_a_story_without_a_text_is_not_published(adas):
    story = done(adas.post("/stories", {"title": "Empty"}), 201)
    refused = done(adas.post(f"/stories/{story['id']}/publication"), 422)
    assert refused["detail"] == "Give your story a title and a text before you publish it."
    assert refused["errors"] == {"text": refused["detail"]}


def test_a_list_and_its_pieces(adas, mias):
    it = done(adas.post("/lists", {"title": "For the winter"}), 201)
    here = f"/lists/{it['id']}"
    empty = done(adas.post(f"{here}/publication"), 422)
    assert empty["detail"].startswith("There is nothing on this list")
    kettle = done(adas.post(f"{here}/items", {"name": "Kettle", "price": 1190.5, "note": "steel"}), 201)
    assert (kettle["price"], kettle["amount"], kettle["currency"]) == (1190.5, 119050, "CNY")
    done(
        adas.post(f"{here}/items", {"name": "Gift", "price": "¥ 20", "currency": "JPY", "private": True}), 201
    )
    done(mias.get(here), 404)
    done(mias.post(f"{here}/items", {"name": "Mine"}), 404)
    done(adas.post(f"{here}/publication"), 201)
    assert [item["name"] for item in done(mias.get(here), 200)["items"]] == ["Kettle"]
    assert done(adas.get(here), 200)["totals"] == {"CNY": 119050, "JPY": 20}
    done(mias.post(f"{here}/items", {"name": "Mine"}), 403)
    changed = done(adas.patch(f"{here}/items/{kettle['id']}", {"state": "bought", "price": 990}), 200)
    assert (changed["state"], changed["price"], changed["note"]) == ("bought", 990, "steel")
    done(mias.delete(f"{here}/items/{kettle['id']}"), 403)
    done(adas.delete(f"{here}/items/{kettle['id']}"), 204)
    done(adas.delete(f"{here}/items/{kettle['id']}"), 404)
    assert done(adas.patch(here, {"note": "warm"}), 200)["title"] == "For the winter"
    done(adas.delete(here), 204)


@pytest.mark.parametrize("price", ["cheap", -5, 0.001, 1e300, "1.190", True, [], "9" * 30, 10**400])
def test_what_is_no_price_is_refused(adas, price):
    it = done(adas.post("/lists", {"title": "For the winter"}), 201)
    refused = adas.post(f"/lists/{it['id']}/items", {"name": "Kettle", "price": price})
    assert refused.status_code == 422
    assert any(field.startswith("price") for field in refused.get_json()["errors"])


def test_a_topic_its_replies_and_a_like(adas, mias, board):
    assert [it["slug"] for it in done(adas.get("/boards"), 200)["items"]] == ["travel"]
    done(adas.get("/boards/nowhere/topics"), 404)
    topic = done(adas.post("/boards/travel/topics", {"title": "Which bag?", "text": "For three days."}), 201)
    here = f"/topics/{topic['id']}"
    assert done(mias.get(here), 200)["board"] == "travel"
    reply = done(mias.post(f"/contributions/{topic['id']}/replies", {"text": "The small one."}), 201)
    again = done(
        adas.post(f"/contributions/{topic['id']}/replies", {"text": "Thanks", "quoted": reply["id"]}), 201
    )
    assert (again["number"], again["quoted"]) == (2, reply["id"])
    assert done(adas.post(f"/contributions/{reply['id']}/reactions", {"kind": "like"}), 201)["likes"] == 1
    assert done(adas.post(f"/contributions/{reply['id']}/reactions", {"kind": "like"}), 201)["likes"] == 1
    listed = done(adas.get(f"/contributions/{topic['id']}/replies"), 200)["items"]
    assert [(it["text"], it["likes"], it["liked"]) for it in listed] == [
        ("The small one.", 1, True),
        ("Thanks", 0, False),
    ]
    done(mias.post(f"/contributions/{reply['id']}/reactions", {"kind": "like"}), 403)
    done(adas.post(f"/contributions/{reply['id']}/reactions", {"kind": "hate"}), 422)
    done(adas.delete(f"/contributions/{reply['id']}/reactions"), 204)
    assert done(mias.get(f"/replies/{reply['id']}"), 200)["likes"] == 0
    assert done(mias.patch(f"/replies/{reply['id']}", {"text": "No, the large one."}), 200)["edited_at"]
    done(adas.patch(f"/replies/{reply['id']}", {"text": "mine"}), 403)
    done(mias.delete(f"/replies/{reply['id']}"), 204)
    done(mias.get(f"/replies/{reply['id']}"), 404)
    done(mias.patch(here, {"title": "Mine"}), 403)
    assert done(adas.patch(here, {"title": "Which bag, then?"}), 200)["text"] == "For three days."
    assert done(mias.get("/boards/travel/topics"), 200)["items"][0]["title"] == "Which bag, then?"
    done(adas.delete(here), 204)
    done(mias.get(here), 404)


def test_a_room_and_what_is_said_in_it(adas, mias):
    room = done(adas.post("/rooms", {"name": "Kitchen", "kind": "private"}), 201)
    done(mias.get(f"/rooms/{room['id']}"), 404)
    done(mias.get(f"/rooms/{room['id']}/messages"), 404)
    done(mias.post(f"/rooms/{room['id']}/messages", {"client_id": "a", "text": "Hello"}), 404)
    here = f"/rooms/{done(adas.post('/rooms', {'name': 'Garden'}), 201)['id']}"
    for number in range(5):
        done(mias.post(f"{here}/messages", {"client_id": f"m{number}", "text": f"Word {number}"}), 201)
    first = done(mias.post(f"{here}/messages", {"client_id": "m0", "text": "Word 0"}), 201)
    assert first["seq"] == 1
    heard = done(adas.get(f"{here}/messages?since=3"), 200)
    assert ([it["seq"] for it in heard["items"]], heard["next"]) == ([4, 5], None)
    newest = done(adas.get(f"{here}/messages?limit=2"), 200)
    assert [it["seq"] for it in newest["items"]] == [4, 5]
    before = done(adas.get(f"{here}/messages?limit=2&cursor={newest['next']}"), 200)
    assert [it["seq"] for it in before["items"]] == [2, 3]
    onward = done(adas.get(f"{here}/messages?since=0&limit=3"), 200)
    rest = done(adas.get(f"{here}/messages?limit=3&cursor={onward['next']}"), 200)
    assert [it["seq"] for it in rest["items"]] == [4, 5]
    assert [it["seq"] for it in done(adas.get(f"{here}/messages?before=3"), 200)["items"]] == [1, 2]
    assert done(adas.get(here), 200)["seq"] == 5
    assert "Garden" in [it["name"] for it in done(mias.get("/rooms"), 200)["items"]]
    done(adas.post(f"{here}/messages", {"client_id": "x", "text": " "}), 422)
    done(adas.post(f"{here}/messages", {"text": "who?"}, Idempotency_Key=""), 422)
    done(adas.post("/rooms", {"name": " "}), 422)


def test_people(adas, mias, ada, mia):
    me = done(adas.get("/me"), 200)
    assert (me["handle"], me["email"], me["score"]) == ("ada", "ada@example.org", 0)
    assert done(adas.patch("/me", {"bio": "One bag."}), 200)["bio"] == "One bag."
    refused = done(adas.patch("/me", {"language": "tlh"}), 422)
    assert refused["errors"] == {"language": "Choose one of the languages of the club."}
    done(adas.patch("/me", {"role": "administrator"}), 422)
    seen = done(mias.get("/members/Ada"), 200)
    assert "email" not in seen
    assert seen["bio"] == "One bag."
    followed = done(mias.post("/members/ada/follow"), 201)
    assert (followed["followed"], followed["followers"]) == (True, 1)
    assert done(mias.get("/members/ada"), 200)["followed"]
    done(adas.post("/members/ada/follow"), 403)
    done(mias.delete("/members/ada/follow"), 204)
    done(mias.get("/members/nobody"), 404)


def test_a_score_is_its_members_own(adas, mias, ada, program_of):
    story = done(adas.post("/stories", {"title": "Three days", "text": "One bag."}), 201)
    done(adas.post(f"/stories/{story['id']}/publication"), 201)
    score = done(adas.get("/members/ada/score"), 200)
    assert (score["score"], score["tier"]) == (10, "standard")
    assert sum(score["parts"].values()) == 10
    done(mias.get("/members/ada/score"), 404)
    entries = done(adas.get("/me/score/entries"), 200)
    assert [(it["points"], it["deed"]) for it in entries["items"]] == [(10, "story.published")]


def test_home_and_search(adas, mias):
    story = done(adas.post("/stories", {"title": "Three days", "text": "One bag."}), 201)
    done(adas.post(f"/stories/{story['id']}/publication"), 201)
    assert done(mias.get("/feed"), 200)["items"] == []
    assert [it["title"] for it in done(mias.get("/feed?view=latest"), 200)["items"]] == ["Three days"]
    done(mias.post("/members/ada/follow"), 201)
    assert done(mias.get("/feed?view=following"), 200)["items"][0]["id"] == story["id"]
    done(mias.get("/feed?view=for-me"), 422)
    assert [it["title"] for it in done(mias.get("/search?q=three"), 200)["items"]] == ["Three days"]
    assert done(mias.get("/search"), 200)["items"] == []


def test_a_photo_is_brought(adas, stranger):
    def sent(program, content, **fields):
        form = {"file": (io.BytesIO(content), "a.png"), **fields}
        headers = {"Authorization": f"Bearer {program.word}"} if program.word else {}
        return program.client.post("/api/v1/photos", data=form, headers=headers)

    png = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(png, "PNG")
    photo = done(sent(adas, png.getvalue(), alt="The sea"), 201)
    assert (photo["width"], photo["height"], photo["alt"]) == (64, 48, "The sea")
    assert done(sent(adas, png.getvalue()), 201)["id"] == photo["id"]
    assert done(sent(adas, b"no picture"), 422)["errors"]["file"]
    done(sent(stranger, png.getvalue()), 401)
    done(adas.post("/photos", {"alt": "nothing"}), 422)
