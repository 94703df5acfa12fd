"""A member settles how she is seen and how she sees the club."""

import io

import pytest
from PIL import Image

from community.db import db, transaction
from community.entrance.skeletons import skeleton
from community.members import Member


@pytest.fixture
def said():
    return {
        "name": "Ada Byron",
        "bio": "Linen.",
        "language": "vi",
        "time_zone": "Europe/Paris",
        "theme": "dark",
    }


def photo(format="PNG", size=(64, 64)):
    stream = io.BytesIO()
    Image.new("RGB", size, "tan").save(stream, format)
    return io.BytesIO(stream.getvalue())


def test_everything_is_kept(ada, browser_of, said):
    browser = browser_of(ada)
    assert browser.post("/settings", data=said).location == "/settings"
    assert {field: getattr(ada, field) for field in said} == said
    assert ada.name_skeleton == skeleton("Ada Byron")
    page = browser.get("/settings").text
    assert '<html lang="vi" data-theme="dark"' in page
    assert "Linen." in page


def test_all_that_is_wrong_is_said_and_what_was_typed_stays(ada, mia, browser_of, said):
    wrong = {"name": "Mia", "bio": "x" * 301, "language": "xx", "time_zone": "Mars/Olympus", "theme": "neon"}
    answer = browser_of(ada).post("/settings", data=wrong)
    assert answer.status_code == 400
    assert answer.text.count('class="error"') == 5
    assert "x" * 301 in answer.text
    assert db.session.get(Member, ada.id).name == "Ada"


@pytest.mark.parametrize("name", ["Admin", "Mia", "MIA", "Мia", "", "A\u202eda", "x" * 41])
def test_nobody_takes_anothers_name_here_either(ada, mia, browser_of, said, name):
    assert browser_of(ada).post("/settings", data=said | {"name": name}).status_code == 400
    assert db.session.get(Member, ada.id).name == "Ada"


def test_whoever_has_a_name_from_before_may_keep_it(ada, browser_of, said):
    with transaction():
        ada.name, ada.name_skeleton = "Concierge", skeleton("Concierge")
    assert browser_of(ada).post("/settings", data=said | {"name": "Concierge"}).status_code == 303


def test_nothing_else_can_be_set(ada, browser_of, said):
    browser_of(ada).post(
        "/settings", data=said | {"role": "administrator", "handle": "boss", "email": "x@example.org"}
    )
    kept = db.session.get(Member, ada.id)
    assert (kept.role, kept.handle, kept.email) == ("member", "ada", "ada@example.org")


def test_a_portrait_is_shown_and_taken_away(ada, browser_of):
    browser = browser_of(ada)
    assert browser.post("/settings/portrait", data={"portrait": (photo(), "me.png")}).status_code == 303
    assert ada.portrait
    assert "<picture>" in browser.get("/@ada").text
    browser.post("/settings/portrait", data={"then": "remove"})
    assert ada.portrait is None


def test_what_is_no_photo_is_refused_and_the_old_one_stays(ada, browser_of):
    browser = browser_of(ada)
    browser.post("/settings/portrait", data={"portrait": (photo(), "me.png")})
    before = ada.portrait
    answer = browser.post("/settings/portrait", data={"portrait": (io.BytesIO(b"<svg onload=x>"), "me.png")})
    assert answer.status_code == 400
    assert "not a photo we can read" in answer.text
    assert browser.post("/settings/portrait").status_code == 400
    assert ada.portrait == before


def test_a_stranger_settles_nothing(app, ada):
    for path in ("/settings", "/settings/portrait", "/settings/password"):
        assert app.test_client().post(path).status_code == 401
    for path in ("/settings", "/settings/password", "/settings/sessions"):
        assert app.test_client().get(path).status_code == 401
