"""Ada adds captions to her replay; Mia turns them on; what a file hides besides words is left out."""

from io import BytesIO

import pytest

from community.contributions import Audience
from community.db import db, transaction
from community.leaving.erasing import erase
from livestream.captions import vtt
from livestream.captions.models import Captions, NoCaptions, TooMuchText
from livestream.captions.vtt import written_anew
from tests.livestream.clips.conftest import (  # noqa: F401
    ada,
    at,
    ended,
    films,
    live,
    nothing_is_known,
    replay,
    stream,
)

VTT = b"WEBVTT\n\n1\n00:01.000 --> 00:02.500 align:start\n<v Ada>Good <b>morning</b> & welcome\n"


def brings(browser, it, file=VTT, language="en"):
    sent = {"language": language, "file": (BytesIO(file), "captions.vtt")}
    return browser.post(f"{it.url}/captions", data=sent, content_type="multipart/form-data")


def test_a_host_brings_them_and_viewers_have_them_in_the_player(ada, mia, replay, browser_of):  # noqa: F811
    browser = browser_of(ada)
    brings(browser, replay)
    brings(browser, replay, VTT.replace(b"Good", b"Fair"))
    page = browser_of(mia).get(replay.url).text
    assert 'kind="captions"' in page
    assert "A file of captions" not in page
    told = browser_of(mia).get(f"{replay.url}/captions/en.vtt")
    assert told.mimetype == "text/vtt"
    assert told.text == "WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nFair morning &amp; welcome\n"
    browser.post(f"{replay.url}/captions/en/removal")
    assert browser_of(mia).get(f"{replay.url}/captions/en.vtt").status_code == 404


def test_what_is_wrong_is_said(ada, replay, browser_of):  # noqa: F811
    browser = browser_of(ada)
    brings(browser, replay, b"\xff\xfe nothing")
    assert "No captions were found" in browser.get(replay.url).text
    assert brings(browser, replay, language="tlh").status_code == 400


def test_nobody_else_brings_or_removes_them_nor_before_it_has_ended(ada, mia, live, browser_of):  # noqa: F811
    for who in (ada, mia):
        assert brings(browser_of(who), live).status_code == 403
    assert browser_of(mia).post(f"{live.url}/captions/en/removal").status_code == 403


def test_who_may_not_watch_reads_none_and_they_go_with_the_host(ada, mia, replay, browser_of):  # noqa: F811
    brings(browser_of(ada), replay)
    with transaction():
        replay.audience = Audience.STAFF
    assert browser_of(mia).get(f"{replay.url}/captions/en.vtt").status_code == 404
    erase(ada, keeps_words=False)
    assert not db.session.query(Captions).count()


def test_programs_do_the_same(ada, mia, replay, browser_of):  # noqa: F811
    home, sent = f"/api/v1/streams/{replay.id}/captions", {"language": "vi", "text": VTT.decode()}
    assert browser_of(mia).post(home, json=sent).status_code == 403
    assert browser_of(ada).post(home, json=sent | {"text": "x"}).status_code == 422
    assert browser_of(ada).post(home, json=sent).status_code == 201
    read = browser_of(mia).get(home).get_json()["items"]
    assert read == [{"language": "vi", "url": f"{replay.url}/captions/vi.vtt"}]
    assert browser_of(ada).delete(f"{home}/vi").status_code == 204
    assert browser_of(ada).delete(f"{home}/vi").status_code == 404


def test_subrip_is_read_too():
    srt = "\ufeff1\n00:00:01,000 --> 00:00:02,000\n早上好\n第二行\n\n2\n01:00:00,000 --> 01:00:01,000\nX\n"
    assert written_anew(srt.replace("\n", "\r\n").encode()) == (
        "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n早上好\n第二行\n\n01:00:00.000 --> 01:00:01.000\nX\n"
    )


@pytest.mark.parametrize(
    "file", [b"", b"WEBVTT", b"hello", b"WEBVTT\n\n00:02.000 --> 00:01.000\nBack in time", b"\xff"]
)
def test_what_has_no_captions_is_refused(file):
    with pytest.raises(NoCaptions):
        written_anew(file)


def test_neither_styles_nor_arrows_nor_scripts_come_through():
    head = b"WEBVTT\n\nSTYLE\n::cue{color:red}\n\n00:01.000 --> 00:02.000\n"
    hostile = head + b"<script>x</script> 1 --> 2 &lt;i&gt;\n"
    assert written_anew(hostile).split("\n")[3:] == ["x 1 → 2 &lt;i&gt;", ""]


def test_too_many_are_refused(monkeypatch):
    monkeypatch.setattr(vtt, "MOST_CUES", 1)
    with pytest.raises(TooMuchText):
        written_anew(VTT + b"\n00:03.000 --> 00:04.000\nMore\n")
