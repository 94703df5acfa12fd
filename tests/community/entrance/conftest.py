"""Ada, an administrator, may invite without end; a stranger stands before the door."""

import re
from email import message_from_bytes, policy

import pytest

from community import limits
from community.db import transaction
from community.entrance.inviting import invite
from community.entrance.joining import joined
from community.jobs import run_due
from community.members import Role

PASSWORD = "three green teapots"


@pytest.fixture
def lin(app):
    """Lin looks after the club."""
    with transaction():
        return joined(
            handle="lin", name="Lin", email="lin@example.org", password=PASSWORD, role=Role.ADMINISTRATOR
        )


@pytest.fixture
def kim(app):
    """Kim has a password."""
    with transaction():
        return joined(handle="kim", name="Kim", email="kim@example.org", password=PASSWORD)


@pytest.fixture
def stranger(app):
    return app.test_client()


@pytest.fixture
def invited(lin):
    """An invitation of Lin's, and the path of its link."""
    invitation, link = invite(lin)
    return invitation, link.removeprefix("http://localhost")


@pytest.fixture
def newcomer():
    """What somebody fills in who comes in without a hitch."""
    return {
        "handle": "nora",
        "name": "Nora Quist",
        "email": "nora@example.org",
        "password": "seven quiet lanterns",
        "language": "vi",
        "time_zone": "Asia/Ho_Chi_Minh",
    }


@pytest.fixture
def limited(app):
    """The limits count in this test, from zero."""
    app.config["RATE_LIMITS"] = True
    limits.count(app)
    yield
    app.config["RATE_LIMITS"] = False


@pytest.fixture
def letters(app):
    """The letters that were sent, once the worker has been."""
    folder = app.config["ZONE_DATA"] / "mail"
    for old in folder.glob("*.eml"):
        old.unlink()

    def letters():
        run_due()
        files = sorted(folder.glob("*.eml"))
        return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]

    return letters


@pytest.fixture
def link_in():
    def link_in(letter):
        return re.search(r"http://localhost(/\S+)", letter.get_body(("plain",)).get_content())[1]

    return link_in
