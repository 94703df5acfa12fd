"""Engines are let in from the command line, and their configurations hold what they need."""

import pytest
from sqlalchemy import select

from community.audit import AuditEntry
from community.db import db
from config import Config
from livestream.engines.choosing import ingest_for
from livestream.engines.configuring import EDGES, configuration_of, configuration_of_edge
from livestream.engines.keeping import (
    add_engine,
    engine_called,
    engines,
    hook_of,
    remove_engine,
    renew_secret,
)
from livestream.engines.models import BadAddress, EngineKind, EngineLine, NameTaken, NoEngine
from livestream.streams.models import State
from livestream.streams.signing import home_of, pass_for, secret_of_edges
from tests.livestream.engines.speaking import SPEAKERS
from wsgi import create_app


@pytest.fixture
def zone(app):
    """A command in the house of the test."""
    from livestream.engines.commands import engine_commands

    runner = app.test_cli_runner()
    return lambda *words: runner.invoke(engine_commands, words)


def test_an_engine_is_let_in_known_anew_and_let_go(zone):
    asked = (
        "srs",
        "basement",
        "--ingest",
        "rtmp://live.example.org/live",
        "--control",
        "http://10.0.0.5:1985",
    )
    made = zone("add", *asked)
    assert made.exit_code == 0, made.output
    door = made.output.split()[-1]
    assert door.startswith("http://localhost/live/engines/")
    (engine,) = engines()
    assert hook_of(engine) == door
    assert door.rpartition("/")[2] not in engine.secret
    assert "basement" in zone("list").output
    assert door in zone("show", "basement").output
    assert zone("renew", "basement").output.split()[-1] != door
    assert zone("remove", "basement").exit_code == 0
    assert not engines()
    acts = select(AuditEntry.act).where(AuditEntry.act.startswith("engine.")).order_by(AuditEntry.id)
    assert db.session.scalars(acts).all() == ["engine.added", "engine.renewed", "engine.removed"]


def test_what_cannot_be_is_refused_in_a_sentence(zone):
    good = ("srs", "one", "--ingest", "rtmp://live.example.org/live")
    assert zone("add", *good).exit_code == 0
    with pytest.raises(NameTaken, match="already"):
        add_engine(EngineKind.SRS, "one", "rtmp://live.example.org/live")
    for wrong in ("http://live.example.org/live", "live.example.org", "rtmp:///live", "rtmp://[::1"):
        with pytest.raises(BadAddress, match="rtmp://"):
            add_engine(EngineKind.SRS, "two", wrong)
    with pytest.raises(BadAddress, match="http://"):
        add_engine(EngineKind.SRS, "two", "rtmp://live.example.org/live", control="ftp://x")
    with pytest.raises(NoEngine, match="zone engine list"):
        engine_called("nobody")


@pytest.mark.parametrize("kind", list(EngineKind))
def test_a_configuration_has_everything_filled_in(lets_in, kind):
    engine, door, _secret = lets_in(kind)
    text = configuration_of(engine)
    assert f"http://localhost{door}" in text
    assert "@" not in text.replace("@ signs", "")


@pytest.mark.parametrize("kind", EDGES)
def test_an_edge_has_everything_filled_in(app, kind):
    text = configuration_of_edge(kind)
    assert "@" not in text.replace("@ signs", "")
    assert (secret_of_edges() in text) == (kind != "varnish")


def test_an_edge_before_an_engine_fetches_there_under_the_streams_own_number(zone, lets_in):
    lets_in("mediamtx", name="attic")
    text = zone("edge", "nginx", "--before", "attic", "--at", "10.0.0.5:8888").output
    assert "server 10.0.0.5:8888;" in text
    assert "proxy_pass http://club/live/$stream/$piece;" in text
    assert 'Authorization "Basic ' in text
    assert 'Authorization "";' in zone("edge", "nginx").output
    for wrong in (("nginx", "--at", "here"), ("varnish", "--before", "attic")):
        assert zone("edge", *wrong).exit_code == 2


def test_a_secret_that_is_renewed_makes_the_old_one_a_strangers(app, lets_in, stream, key):
    engine, door, secret = lets_in("srs")
    renew_secret(engine)
    speaker = SPEAKERS["srs"](app.test_client(), engine, door, secret)
    assert speaker.asking(stream, key).status_code == 404


def test_an_engine_that_is_removed_lets_its_streams_rest(app, lets_in, stream, key):
    engine, door, secret = lets_in("srs")
    speaker = SPEAKERS["srs"](app.test_client(), engine, door, secret)
    speaker.asks(stream, key)
    speaker.goes_on(stream)
    remove_engine(engine)
    assert stream.state is State.RESTING
    assert not db.session.query(EngineLine).count()
    assert speaker.asking(stream, key).status_code == 404


def test_hosts_are_told_where_to_send(app, lets_in, stream, ada, browser_of):
    host = browser_of(ada)
    assert "rtmp://localhost" in host.get(f"{stream.url}/studio").text
    lets_in("nginx-rtmp")
    studio = host.get(f"{stream.url}/studio").text
    assert "rtmp://live.example.org/live" in studio
    assert "?key=" not in studio
    lets_in("mediamtx", name="two")
    assert f"<code>{stream.id}?key=</code>" in host.get(f"{stream.url}/studio").text
    shown = host.post("/live/key").text
    assert f"{stream.id}?key=" in shown


def test_who_has_announced_nothing_learns_that_a_name_stands_before_the_key(lets_in, ada, browser_of):
    lets_in("mediamtx")
    assert ingest_for().before is None
    assert "the number of your stream" in browser_of(ada).post("/live/key").text


def test_edges_of_an_address_of_their_own_are_allowed_by_the_clubs_pages(app, tmp_path, stream, mia):
    config = Config(
        SQLALCHEMY_DATABASE_URI="sqlite://",
        ZONE_DATA=tmp_path,
        SECRET_KEY="only for tests, and long enough for that",
        FILM_URL="https://films.example.org/media/live",
        TESTING=True,
    )
    policy = create_app(config).test_client().get("/sign-in").headers["Content-Security-Policy"]
    for directive in ("connect-src 'self'", "media-src 'self' blob:"):
        assert f"{directive} https://films.example.org;" in policy
    here = app.test_client().get("/sign-in").headers["Content-Security-Policy"]
    assert "connect-src 'self';" in here
    given = pass_for(stream.id, mia.id)[0]
    assert home_of(stream.id, given) == f"/media/live/{given}/{stream.id}"


def test_films_may_be_read_by_the_clubs_pages_where_edges_have_an_address_of_their_own(app, monkeypatch):
    player = app.test_client()
    assert "Access-Control-Allow-Origin" not in player.get("/media/live/x/7/plain.m3u8").headers
    monkeypatch.setitem(app.config, "FILM_URL", "https://films.example.org/media/live")
    answer = player.get("/media/live/x/7/plain.m3u8")
    assert answer.headers["Access-Control-Allow-Origin"] == "http://localhost"
