"""Who watches part by part is answered before Flask, and as Flask would have answered."""

from datetime import timedelta

import pytest

from community import clock
from community.db import transaction
from livestream.streams import serving
from livestream.streams.films import folder_of
from livestream.streams.following import following
from livestream.streams.signing import pass_for

OF_A_FILE = {
    "Accept-Ranges",
    "Content-Disposition",
    "Date",
    "Last-Modified",
}  # for who keeps it, or takes a part


@pytest.fixture
def player(app):
    return app.test_client()


@pytest.fixture
def home(live, mia):
    return f"/media/live/{pass_for(live.id, mia.id)[0]}/{live.id}"


@pytest.fixture
def long_way(monkeypatch):
    """Closed by `close()`: what is answered then came the short way."""

    class Way:
        def close(self):
            monkeypatch.setattr(serving, "_let_in", lambda *_who: 1 / 0)

    return Way()


def asked_of(live) -> list[str]:
    film = following(folder_of(live.id)).look()
    last = film.segments[-1]
    next_list = f"close.m3u8?_HLS_msn={last.number}&_HLS_part=0"
    return [next_list, f"{next_list}&_HLS_skip=YES", f"close.m3u8?_HLS_msn={last.number}", *pieces(live)]


def pieces(live) -> list[str]:
    return sorted(it.name for it in folder_of(live.id).iterdir() if serving.NAME.fullmatch(it.name))[:5]


def test_both_ways_answer_alike(live, home, player, long_way):
    told = {name: player.get(f"{home}/{name}") for name in asked_of(live)}
    long_way.close()
    assert len(told) > 5
    for name, answer in told.items():
        short = player.get(f"{home}/{name}")
        assert (short.status_code, short.data) == (200, answer.data), name
        said = {key: value for key, value in answer.headers.items() if key not in OF_A_FILE}
        assert dict(short.headers) == said, name


@pytest.mark.parametrize(
    "other",
    [
        {"query_string": "_HLS_part=1"},
        {"query_string": "_HLS_msn=x"},
        {"query_string": "_HLS_msn=99999"},
        {"query_string": "_HLS_msn=1&a=b"},
        {"headers": {"Range": "bytes=0-9"}},
        {"method": "POST"},
    ],
)
def test_what_is_not_asked_a_thousand_times_goes_the_long_way(home, player, other):
    first = player.open(f"{home}/close.m3u8", **other)
    player.get(f"{home}/close.m3u8")
    again = player.open(f"{home}/close.m3u8", **other)
    assert (again.status_code, again.data) == (first.status_code, first.data)
    assert player.get(f"{home}/close.m3u8").status_code == 200


def test_nobody_comes_the_short_way_who_was_not_let_in_lately(live, mia, home, player, long_way):
    name = asked_of(live)[0]
    assert player.get(f"{home}/{name}").status_code == 200
    with transaction():
        mia.suspended_at = clock.now()
    later = clock.now() + timedelta(seconds=serving.STILL + 0.1)
    with clock.stopped(later):
        assert player.get(f"{home}/{name}").status_code == 403
        assert player.get(f"{home}/{name}").status_code == 403
    long_way.close()
    for given in ("x", "1.2.3", pass_for(live.id, mia.id)[0][:-1] + "x"):
        with pytest.raises(ZeroDivisionError):
            player.get(f"/media/live/{given}/{live.id}/{name}")
