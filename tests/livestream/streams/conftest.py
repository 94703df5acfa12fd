"""Ada goes live: the club has chosen her. Ben follows her, Mia is passing by, Rob runs the club."""

import shutil
import subprocess
import sys

import pytest

from community.contributions import Audience
from community.db import db, transaction
from community.members import Role
from livestream.streams import admitting, following, watching
from livestream.streams.films import folder_of, home
from livestream.streams.going_live import announce, begin
from livestream.streams.models import Broadcaster
from tests.conftest import joins
from tests.livestream.streams.films import film


@pytest.fixture(autouse=True)
def nothing_is_known(app):
    following.forget_films()
    admitting.forget_watchers()
    watching._here.clear()
    watching._told.clear()
    shutil.rmtree(home(), ignore_errors=True)


@pytest.fixture
def ada(ada):
    with transaction():
        db.session.add(Broadcaster(member_id=ada.id))
    return ada


@pytest.fixture
def rob(app):
    rob = joins("Rob")
    with transaction():
        rob.role = Role.ADMINISTRATOR
    return rob


@pytest.fixture
def stream(ada):
    return announce("A morning at the lake", Audience.MEMBERS, by=ada)


@pytest.fixture
def films(stream):
    """Sends bytes as one session of the stream; answers how its worker ended."""

    def films(data=None, kind="flv", session="s1"):
        folder = folder_of(stream.id)
        folder.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "livestream.streams.worker", kind, str(folder), session]
        done = subprocess.run(
            command, input=film() if data is None else data, check=False, capture_output=True
        )
        assert not done.stderr.strip(), done.stderr.decode()
        return done.returncode

    return films


@pytest.fixture
def live(stream, films):
    """On air, with four seconds to see."""
    assert films() == 0
    begin(stream)
    return stream
