"""Ada streams through an engine beside the house; what is known of films is forgotten between tests."""

import pytest

from community.entrance.factors.sealing import unseal
from livestream.engines import looking
from livestream.engines.keeping import add_engine, hook_of
from livestream.engines.models import EngineKind
from livestream.streams.keys import renew_key
from tests.livestream.streams.conftest import ada, nothing_is_known, rob, stream  # noqa: F401

CONTROL = "http://127.0.0.1:9"  # where nobody listens


@pytest.fixture
def key(ada):  # noqa: F811
    return renew_key(by=ada)


@pytest.fixture(autouse=True)
def nobody_was_asked():
    looking._asked.clear()


@pytest.fixture
def lets_in(app):
    """An engine, the path of its door, and its secret."""

    def lets_in(kind, name="one", **more):
        engine = add_engine(EngineKind(kind), name, "rtmp://live.example.org/live", **more)
        return engine, hook_of(engine).removeprefix("http://localhost"), unseal(engine.secret)

    return lets_in


@pytest.fixture
def cuts(monkeypatch):
    """What engines were told to do, instead of a call: (method, address, headers)."""
    from livestream.engines import cutting

    told, statuses = [], {}

    class Answer:
        def __init__(self, status):
            self.status = status

    def send(method, url, _body, headers, **how):
        assert how["within"]
        told.append((method, url, headers))
        return Answer(statuses.get(method, 200))

    monkeypatch.setattr(cutting, "send", send)
    told_and_statuses = told
    cuts.statuses = statuses
    return told_and_statuses
