"""Letters, as files in development and by a mail server in life."""

import socket

import pytest
from aiosmtpd.controller import Controller

from community import mail
from community.db import transaction
from community.jobs import Job, run_due

ASKED = "ada@example.org"


@pytest.fixture
def folder(app):
    folder = app.config["ZONE_DATA"] / "mail"
    for old in folder.glob("*.eml"):
        old.unlink()
    return folder


def test_nothing_goes_out_before_the_deed_is_stored(app, folder):
    def undone():
        with transaction():
            mail.send(ASKED, "Hello", "Text", "en")
            raise LookupError

    with pytest.raises(LookupError):
        undone()
    assert run_due() == 0
    assert list(folder.glob("*.eml")) == []


def test_a_letter_holds_text_and_html(app, folder):
    with transaction():
        mail.send(ASKED, "你好", "第一段\n\nhttp://localhost/x?a=1&b=2 <b>", "zh_Hans")
    run_due()
    (file,) = folder.glob("*.eml")
    letter = mail.letter(ASKED, "你好", "第一段\n\n<b>", "zh_Hans")
    assert letter["Content-Language"] == "zh-Hans"
    assert "第一段" in letter.get_body(("plain",)).get_content()
    assert "<b>" not in letter.get_body(("html",)).get_content().partition("<p>")[2].partition("<hr>")[0]
    assert file.read_bytes()


@pytest.mark.parametrize("nasty", ["a@example.org\nBcc: b@example.org", "a@example.org\r\n\r\nBody"])
def test_an_address_cannot_carry_more_headers(app, nasty):
    with pytest.raises(ValueError, match=r"(?i)linefeed|newline|carriage"):
        mail.letter(nasty, "Hello", "Text", "en")


class Box:
    def __init__(self):
        self.letters = []

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802  aiosmtpd's name
        self.letters.append(envelope)
        return "250 kept"


def test_by_a_mail_server(app, monkeypatch):
    box = Box()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    monkeypatch.setitem(app.config, "MAIL_URL", f"smtp://127.0.0.1:{port}?from=club@example.org")
    try:
        with transaction():
            mail.send(ASKED, "Hello", "Text", "en")
        run_due()
    finally:
        server.stop()
    (letter,) = box.letters
    assert letter.rcpt_tos == [ASKED]
    assert letter.mail_from == "club@example.org"


def test_a_mail_server_that_is_away_is_asked_again_later(app, monkeypatch):
    from community.db import db

    monkeypatch.setitem(app.config, "MAIL_URL", "smtp://127.0.0.1:1")
    with transaction():
        mail.send(ASKED, "Hello", "Text", "en")
    run_due()
    waiting = db.session.query(Job).one()
    assert waiting.tries == 1
    assert "Connection" in waiting.trouble
