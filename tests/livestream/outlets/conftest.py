"""Ada is live; Rob runs the club and says where streams go besides; servers outside listen here."""

import pytest

from livestream.outlets import telling
from livestream.outlets.keeping import add_outlet
from tests.livestream.outlets.receiving import KEY
from tests.livestream.streams.conftest import ada, films, live, nothing_is_known, rob, stream  # noqa: F401


@pytest.fixture(autouse=True)
def no_studio_is_open(app):
    telling._here.clear()
    telling._told.clear()


@pytest.fixture
def near(app, monkeypatch):
    """Lets streams go to a port of this machine."""

    def near(port, host="127.0.0.1"):
        known = app.config["OUTLET_HOSTS"]
        monkeypatch.setitem(app.config, "OUTLET_HOSTS", known | {f"{host}:{port}"})

    return near


@pytest.fixture
def outlet(rob, near):  # noqa: F811
    """Adds one at a port of this machine."""

    def outlet(name="The big screen", port=19350, key=KEY):
        near(port)
        return add_outlet(name, f"rtmp://127.0.0.1:{port}/live", key, by=rob)

    return outlet
