"""What a visitor reads when something went wrong: a kind page, or for programs an RFC 9457 problem.

Neither tells anything of the inside, and both can be made while the database is down.
"""

import errno
import json
import logging
from http import HTTPStatus
from typing import cast
from urllib.parse import quote

from flask import Flask, g, redirect, render_template, request
from flask_babel import gettext as _
from sqlalchemy.exc import DataError, DBAPIError, OperationalError, SQLAlchemyError
from werkzeug.exceptions import HTTPException, ServiceUnavailable
from werkzeug.wrappers import Response

from community.members import current_member
from community.urls import parts_of

log = logging.getLogger(__name__)
PAGES = (400, 401, 403, 404, 405, 413, 429, 500, 503, 507)
LIKE = {405: 404}  # whoever types an address that only forms use finds nothing there
KEPT = ("Retry-After", "Allow", "WWW-Authenticate")
A_MOMENT = 5  # seconds after which to try again when the database is away
DISK_FULL = "53100"  # PostgreSQL's word for it


class NoRoomLeft(HTTPException):
    """The disk of the club is full: what is there is read on, what is new has to wait."""

    code = HTTPStatus.INSUFFICIENT_STORAGE


def answer_errors(app: Flask) -> None:
    app.register_error_handler(HTTPException, tell)
    app.register_error_handler(DataError, unusable)
    app.register_error_handler(DBAPIError, database_trouble)
    app.register_error_handler(OSError, file_trouble)
    app.register_error_handler(500, broken)


def tell(error: HTTPException) -> Response:
    """In the form the visitor reads; an answer that a page made for itself is left as it is."""
    if error.response is not None:
        return cast("Response", error.response)
    look_who_is_there()
    status = error.code or 500
    if status == HTTPStatus.UNAUTHORIZED and asks_for_a_page():
        return redirect(f"/sign-in?next={quote(wanted(), safe='/')}", code=302)
    answer = problem(status, sentence_of(error)) if wants_json() else page(status, sentence_of(error))
    for name, value in error.get_headers():
        if name in KEPT:
            answer.headers[name] = value
    return answer


def look_who_is_there() -> None:
    """The page speaks the member's language, unless the database is away or the token is nobody's."""
    try:
        current_member()
    except (SQLAlchemyError, HTTPException):
        g.member = None


def problem(status: int, detail: str | None = None, **more: object) -> Response:
    """RFC 9457, for programs; `detail` is a sentence for the person behind it."""
    facts = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    body = json.dumps({**facts, "detail": detail or plain_words(status), **more}, ensure_ascii=False)
    return Response(body, status, content_type="application/problem+json")


def page(status: int, sentence: str | None = None) -> Response:
    name = LIKE.get(status, status)
    known = name if name in PAGES else (400 if status < HTTPStatus.INTERNAL_SERVER_ERROR else 500)
    href = f"/sign-in?next={quote(wanted(), safe='/')}" if status == HTTPStatus.UNAUTHORIZED else None
    body = render_template(f"errors/{known}.html", sentence=sentence, href=href)
    return Response(body, status, content_type="text/html; charset=utf-8")


def broken(_error: Exception) -> Response:
    """Flask has written it into the log. Who is reading is not asked again: that may be what is broken."""
    g.member = None
    return problem(500) if wants_json() else page(500)


def database_trouble(error: DBAPIError) -> Response:
    g.member = None
    if not isinstance(error, OperationalError) and not error.connection_invalidated:
        raise error
    log.error("the database does not answer: %s", error.orig)
    return tell(NoRoomLeft() if is_full(error) else ServiceUnavailable(retry_after=A_MOMENT))


def is_full(error: DBAPIError) -> bool:
    return "disk is full" in str(error.orig) or getattr(error.orig, "sqlstate", "") == DISK_FULL


def file_trouble(error: OSError) -> Response:
    if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
        raise error
    log.error("no room for a file: %s", error)
    return tell(NoRoomLeft())


def unusable(error: DataError) -> Response:
    """A number too large, a zero byte in a text: nonsense from outside, not trouble of ours."""
    log.warning("refused by the database: %s", error.orig)
    g.member = None
    return problem(400) if wants_json() else page(400)


def sentence_of(error: HTTPException) -> str | None:
    """Ours, if whoever aborted gave one; never the library's."""
    return error.description if error.description != type(error).description else None


def plain_words(status: int) -> str:
    return {
        400: _("Something in it was missing or garbled."),
        401: _("Please sign in."),
        403: _("This is not open to you."),
        404: _("There is nothing here."),
        405: _("This address does not take that."),
        413: _("That is too large."),
        429: _("That was a lot in a short time. Wait a moment."),
        503: _("The club is being looked after. Try again in a minute."),
        507: _("The club has no room left to store this. Keep what you wrote and try again a little later."),
    }.get(status, _("That was our mistake. Please try again."))


def wants_json() -> bool:
    """Programs say so, or speak to addresses that are only for them."""
    asked = "application/json" in request.headers.get("Accept", "") and not accepts_html()
    return asked or request.is_json or request.path.startswith("/api/")


def accepts_html() -> bool:
    return "text/html" in request.headers.get("Accept", "")


def asks_for_a_page() -> bool:
    return request.method in {"GET", "HEAD"} and accepts_html() and not request.path.startswith("/api/")


def wanted() -> str:
    """Where to go on after signing in: this page, or for what only forms ask, the page with the form."""
    if request.method in {"GET", "HEAD"}:
        return request.full_path.rstrip("?")
    came_from = parts_of(request.headers.get("Referer", ""))
    return came_from.path or "/" if came_from.netloc == request.host else "/"
