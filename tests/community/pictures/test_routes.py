"""Photos over the web: brought with one request, fetched by members only, once and for ever."""

import io

import pytest

from community import jobs
from community.pictures import address, picture, stand_in
from community.pictures.files import folder_of
from tests.community.pictures.conftest import coast, file_of


def send(browser, file, **more):
    return browser.post("/photos", data={"file": (file, "IMG_0001.jpg"), **more})


def test_a_photo_is_answered_with_all_one_needs_to_show_it(ada, browser_of):
    answer = send(browser_of(ada), file_of(coast()), alt="A coast")
    assert answer.status_code == 201
    photo = answer.json
    assert (photo["width"], photo["height"]) == (1600, 1067)
    assert photo["markdown"] == f"![A coast](photo:{photo['id']})"
    shown = browser_of(ada).get(photo["preview"])
    assert shown.content_type == "image/webp"
    kept = browser_of(ada).get(photo["url"])
    assert kept.content_type == "image/jpeg"
    assert "IMG_0001" not in str(kept.headers)


def test_nothing_that_is_not_a_photo_is_kept_and_the_answer_says_why(ada, browser_of):
    answer = send(browser_of(ada), io.BytesIO(b"<svg onload=alert(1)>"))
    assert answer.status_code == 422
    assert answer.content_type == "application/problem+json"
    assert "JPEG" in answer.json["detail"]
    assert browser_of(ada).post("/photos").status_code == 400


def test_a_file_that_is_too_large_is_refused_in_words(ada, browser_of):
    for megabytes in (21, 26):
        answer = send(browser_of(ada), io.BytesIO(b"\xff\xd8" + bytes(megabytes * 1_000_000)))
        assert answer.status_code == 413
        assert "20 MB" in answer.json["detail"]


def test_strangers_and_other_sites_bring_nothing(app, ada, browser_of):
    assert send(app.test_client(), file_of(coast(20, 20))).status_code == 401
    foreign = {"Origin": "https://elsewhere.example"}
    answer = browser_of(ada).post(
        "/photos", data={"file": (file_of(coast(20, 20)), "a.jpg")}, headers=foreign
    )
    assert answer.status_code == 403


def test_pictures_are_for_members(app, photo, browser_of, mia):
    where = address(photo.digest, "1280.webp")
    assert app.test_client().get(where).status_code == 401
    assert browser_of(mia).get(where).status_code == 200


def test_a_size_not_made_yet_is_answered_by_the_one_that_is(ada, photo, browser_of):
    where = address(photo.digest, "640.avif")
    early = browser_of(ada).get(where)
    assert early.content_type == "image/webp"
    assert "immutable" not in early.headers["Cache-Control"]
    jobs.run_due()
    ready = browser_of(ada).get(where)
    assert ready.content_type == "image/avif"
    assert ready.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    assert ready.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in ready.headers["Content-Security-Policy"]


def test_what_a_browser_has_is_not_sent_again(ada, photo, browser_of):
    where = address(photo.digest, "1280.webp")
    first = browser_of(ada).get(where)
    again = browser_of(ada).get(where, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    "name", ["641.webp", "640.png", "../../../zone.db", "original.png", ".hidden", "original.svg"]
)
def test_nothing_else_is_found_there(ada, photo, browser_of, name):
    assert browser_of(ada).get(address(photo.digest, name)).status_code == 404


def test_a_digest_made_up_finds_nothing(ada, photo, browser_of):
    other = photo.digest.replace("w1600", "w1601")
    assert browser_of(ada).get(address(other, "640.webp")).status_code == 404
    assert browser_of(ada).get(f"/media/00/00/{photo.digest}/640.webp").status_code == 404
    assert browser_of(ada).get("/media/00/00/nonsense/640.webp").status_code == 404


def test_a_picture_says_its_sizes_and_keeps_its_place(app, photo):
    with app.test_request_context():
        html = picture(photo.digest, sizes="640px", alt='A "blue" coast')
        assert html == picture(photo, sizes="640px", alt='A "blue" coast')
        assert picture(None) == picture("nonsense") == stand_in(None) == ""
        assert photo.stand_in in stand_in(photo)
        assert photo.tone in stand_in(photo.digest)
    assert 'width="1600" height="1067"' in html
    assert "320.avif 320w" in html
    assert "1600.webp 1600w" in html
    assert "1920" not in html
    assert 'alt="A &#34;blue&#34; coast"' in html
    assert html.index("image/avif") < html.index("image/webp")


def test_files_are_written_whole_or_not_at_all(photo):
    assert not [path for path in folder_of(photo.digest).iterdir() if path.name.startswith(".")]
