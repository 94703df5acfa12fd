"""Who has little line hears a film without its picture: the same sound, cut out of the same pieces."""

from io import BytesIO

import av
import pytest

from community.api.doors import ROOT
from livestream.streams import sound
from livestream.streams.films import folder_of
from livestream.streams.going_live import begin, close_film, end
from tests.livestream.streams.checker import check
from tests.livestream.streams.films import film


@pytest.fixture
def player(app, stream, mia, browser_of):
    """Fetches what stands beside the playlists of the stream."""
    browser = browser_of(mia)

    def player(name, **headers):
        home = browser.get(f"/live/{stream.id}/address").get_json()["home"]
        return app.test_client().get(f"{home}/{name}", headers=headers)

    return player


def packets(body):
    """The bytes of each, and when it is played, in thousandths of a second."""
    with av.open(BytesIO(body)) as it:
        heard = [one for one in it.demux(audio=0) if one.size]
        return [(bytes(one), round(float(one.pts * one.time_base) * 1000)) for one in heard]


def joined(player, text):
    read = check(text)
    (begins,) = {one.beginning for one in read.shown}
    return b"".join(player(name).data for name in (begins, *(one.name for one in read.shown)))


@pytest.mark.parametrize("kind", ["flv", "matroska", "mp4"])
def test_the_sound_is_the_same_to_the_last_packet(stream, films, player, kind):
    assert films(film(kind, seconds=6), kind) == 0
    begin(stream)
    whole = joined(player, player("plain.m3u8").text)
    alone = joined(player, player("sound.m3u8").text)
    assert packets(alone) == packets(whole)
    assert len(packets(alone)) > 250
    with av.open(BytesIO(alone)) as it:
        assert not it.streams.video
        assert sum(frame.samples for frame in it.decode(audio=0)) > 5.5 * 48_000
    assert len(alone) < len(whole)


def test_its_list_counts_and_dates_as_that_of_the_film(live, player):
    film, alone = (check(player(name).text) for name in ("plain.m3u8", "sound.m3u8"))
    assert [(one.number, one.at, one.seconds) for one in alone.shown] == [
        (one.number, one.at, one.seconds) for one in film.shown
    ]
    assert [one.name for one in alone.shown] == [f"sound-{one.name}" for one in film.shown]


def test_pieces_may_be_kept_for_ever_and_fetched_by_halves(live, player):
    name = check(player("sound.m3u8").text).shown[0].name
    answer = player(name)
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.mimetype == "audio/mp4"
    assert "Cookie" not in answer.headers.get("Vary", "")
    half = player(name, Range="bytes=10-99")
    assert (half.status_code, half.data) == (206, answer.data[10:100])


def test_a_replay_is_heard_alone_too(live, ada, player):
    end(live, by=ada)
    close_film(live.id)
    assert check(player("sound.m3u8").text).ended


@pytest.mark.parametrize("missing", [{"sound": None}, {"picture": None}])
def test_where_nothing_would_be_spared_there_is_no_choice(stream, films, player, mia, browser_of, missing):
    assert films(film(**missing)) == 0
    begin(stream)
    assert browser_of(mia).get(f"/live/{stream.id}/address").get_json()["sound"] is None
    assert player("sound.m3u8").status_code == 404


def test_programs_are_told_of_it(live, mia, browser_of, player):
    told = browser_of(mia).get(f"{ROOT}/streams/{live.id}/playback").get_json()
    assert told["sound"].endswith(f"/{live.id}/sound.m3u8")


def test_a_session_without_sound_is_a_gap(live, films, player):
    assert films(film(sound=None), session="s2") == 0
    assert films(session="s3") == 0
    text = player("sound.m3u8").text
    read = check(text)
    silent = [one.name for one in read.shown if "sound-s2" in one.name]
    assert len(silent) == 4
    assert text.count("#EXT-X-GAP") == 4
    assert all(f"#EXT-X-GAP\n#EXTINF:{1.0:.6f},\n{name}\n" in text for name in silent)
    assert player(silent[0]).status_code == 404
    assert player("sound-s3-begin.mp4").status_code == 200


@pytest.mark.parametrize(
    "name", ["journal", "s1-p0.m4s", "s9-0.m4s", "s1-99.m4s", "s9-begin.mp4", "s1-0.m4s.new", "..%2fzone.db"]
)
def test_nothing_else_is_cut(live, player, name):
    assert player(f"sound-{name}").status_code == 404


def test_another_pass_hears_nothing(app, live):
    for name in ("sound.m3u8", "sound-s1-begin.mp4", "sound-s1-0.m4s"):
        assert app.test_client().get(f"/media/live/x/{live.id}/{name}").status_code == 403


def test_what_is_cut_short_is_no_sound_or_less_of_it(live):
    """A disk that was full, or a hand that was in it: nobody waits for what cannot come."""
    folder = folder_of(live.id)
    track = sound.track_in((folder / "s1-begin.mp4").read_bytes())
    body = (folder / "s1-0.m4s").read_bytes()
    for end_ in range(0, len(body), 97):
        try:
            assert len(sound.piece(body[:end_], track)) <= len(body)
        except sound.NoSound:
            continue
