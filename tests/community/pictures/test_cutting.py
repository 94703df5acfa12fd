"""The part of a photo that a cover shows is a photo of its own, cut by us."""

import io

import pytest
from PIL import Image

from community.db import db
from community.pictures import store
from community.pictures.models import Photo


@pytest.fixture(autouse=True)
def own_folder(app, tmp_path, monkeypatch):
    monkeypatch.setitem(app.config, "ZONE_DATA", tmp_path)


@pytest.fixture
def flag(ada):
    """Left red, right blue."""
    image = Image.new("RGB", (800, 400), "red")
    image.paste("blue", (400, 0, 800, 400))
    file = io.BytesIO()
    image.save(file, "PNG")
    file.seek(0)
    return store(file, by=ada, alt="A flag")


def cuts(browser, photo, **sides):
    whole = {"x": 0, "y": 0, "width": 1, "height": 1}
    return browser.post(f"/photos/{photo.digest}/cuts", data=whole | sides)


def test_a_part_is_what_was_chosen_and_remembers_where_it_is_from(ada, flag, browser_of):
    answer = cuts(browser_of(ada), flag, x=0.5, width=0.5, height=0.5)
    assert answer.status_code == 201
    part = db.session.get(Photo, answer.json["id"])
    assert (part.width, part.height) == (400, 200)
    assert part.tone == "0000ff"
    assert part.alt == "A flag"
    assert (part.cut_from, part.cut) == (flag.digest, "0.5000,0.0000,0.5000,0.5000")


def test_the_same_part_is_the_same_photo_and_the_whole_stays_itself(ada, flag, browser_of):
    browser = browser_of(ada)
    assert cuts(browser, flag, width=0.5).json["id"] == cuts(browser, flag, width=0.5).json["id"]
    assert cuts(browser, flag).json["id"] == flag.digest
    assert db.session.get(Photo, flag.digest).cut_from is None


@pytest.mark.parametrize(
    "sides",
    [{"x": -0.1}, {"x": 0.5}, {"width": 0}, {"height": 0.001}, {"y": "nan"}, {"width": "inf"}, {"x": "a"}],
)
def test_what_is_no_part_is_refused_in_words(ada, flag, browser_of, sides):
    answer = cuts(browser_of(ada), flag, **sides)
    assert answer.status_code == 422
    assert "beyond" in answer.json["detail"]


def test_a_photo_that_is_not_there_is_not_cut(ada, flag, browser_of):
    assert browser_of(ada).post("/photos/nothing/cuts", data={}).status_code == 404
