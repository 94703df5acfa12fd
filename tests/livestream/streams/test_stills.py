"""Cards show a picture of the film, to those who may watch it and to nobody else."""

from io import BytesIO

import pytest
from PIL import Image

from community import clock
from community.db import transaction
from livestream.streams import stills
from livestream.streams.films import folder_of
from livestream.streams.going_live import begin, end, seal
from tests.livestream.streams.films import film


@pytest.fixture
def hers(ada, browser_of):
    return browser_of(ada)


def still(browser, it):
    with browser.get(f"/live/{it.id}/still") as answer:
        return answer, Image.open(BytesIO(answer.data)) if answer.data else None


def test_a_live_stream_has_a_picture_which_stays_the_same_for_its_minute(hers, live, films):
    answer, image = still(hers, live)
    assert answer.status_code == 200
    assert answer.mimetype == "image/jpeg"
    assert "private" in answer.headers["Cache-Control"]
    assert image.size == (320, 240)
    kept = list(folder_of(live.id).glob("*.jpg"))
    assert len(kept) == 1
    assert still(hers, live)[0].data == answer.data
    assert list(folder_of(live.id).glob("*.jpg")) == kept


def test_a_wide_film_is_made_small(hers, stream, films):
    films(film(seconds=2, size=(1280, 720)))
    begin(stream)
    assert still(hers, stream)[1].size == (640, 360)


def test_the_list_of_streams_and_the_replay_show_it(ada, hers, live):
    assert f'<img src="/live/{live.id}/still"' in hers.get("/live").text
    end(live, by=ada)
    seal(live.id)
    assert f'poster="/live/{live.id}/still"' in hers.get(f"/live/{live.id}").text
    assert still(hers, live)[0].status_code == 200


def test_what_is_announced_shows_its_sign_alone(hers, stream):
    assert "/still" not in hers.get("/live").text
    assert still(hers, stream)[0].status_code == 204


@pytest.mark.parametrize("data", [film(seconds=3, picture=None)])
def test_sound_alone_has_no_picture(hers, stream, films, data):
    films(data)
    begin(stream)
    assert still(hers, stream)[0].status_code == 204


def test_a_picture_that_cannot_be_cut_is_not_tried_again(hers, live, monkeypatch):
    for piece in folder_of(live.id).glob("s1-*.m4s"):
        piece.write_bytes(b"no film at all" * 100)
    assert still(hers, live)[0].status_code == 204
    monkeypatch.setattr(stills, "_decoded", lambda _film: pytest.fail("tried again"))
    assert still(hers, live)[0].status_code == 204


def test_who_may_not_watch_sees_none(mia, browser_of, live):
    with transaction():
        live.hidden_at = clock.now()
    assert browser_of(mia).get(f"/live/{live.id}/still").status_code == 404
