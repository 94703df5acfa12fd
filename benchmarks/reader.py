"""A member who is signed in at a club that is measured, and what she asks of it."""

import os
from dataclasses import dataclass
from urllib.parse import quote

from flask import Flask
from sqlalchemy import event, select

from benchmarks.club import Club


@dataclass(frozen=True)
class Reader:
    club: Club
    app: Flask
    cookie: str

    def get(self, address: str) -> bytes:
        path = quote(address, safe="/?=&+")
        return f"GET {path} HTTP/1.1\r\n{self._head()}Accept: text/html\r\n\r\n".encode()

    def post(self, address: str, body: str) -> bytes:
        head = (
            f"POST {address} HTTP/1.1\r\n{self._head()}Sec-Fetch-Site: same-origin\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return (head + body).encode()

    def _head(self) -> str:
        return f"Host: 127.0.0.1:{self.club.port}\r\nCookie: {self.cookie}\r\n"

    def queries(self, address: str) -> int:
        """How many statements one reading of a page sends to the database."""
        from community.db import db

        sent: list[str] = []
        browser, base = self.app.test_client(), f"http://127.0.0.1:{self.club.port}"
        name, _, value = self.cookie.partition("=")
        browser.set_cookie(name, value, domain="127.0.0.1")
        with self.app.app_context():
            engine = db.engine
        browser.get(address, base_url=base)

        def note(*told: object) -> None:
            sent.append(str(told[2]))

        event.listen(engine, "before_cursor_execute", note)
        assert browser.get(address, base_url=base).status_code == 200
        event.remove(engine, "before_cursor_execute", note)
        return len([one for one in sent if not one.startswith(("BEGIN", "PRAGMA"))])


def signed_in(club: Club) -> Reader:
    """The first member of a club that is filled."""
    os.environ.update(club.environment())
    from community.db import db, transaction
    from community.entrance.sessions import COOKIE, open_session
    from community.members import Member
    from config import Config
    from wsgi import create_app

    app = create_app(Config())
    with app.app_context():
        member = db.session.scalars(select(Member).order_by(Member.id)).first()
        assert member
        with transaction():
            return Reader(club, app, f"{COOKIE}={open_session(member, 'benchmark')}")
