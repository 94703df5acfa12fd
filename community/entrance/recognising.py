"""Who asks: a program by the token it brings, a browser by its session."""

from collections.abc import Iterable

from flask import Blueprint, Flask, g, request
from flask_babel import gettext as _
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Forbidden, Unauthorized

from community.entrance import sessions
from community.entrance.tokens import Scope, Token, token_by, use
from community.members import Member, signed_in_member
from community.realtime import LINE

API = "/api/"
_others: set[str] = set()


def recognise() -> Member | None:
    """Whoever brings a token is known by nothing else. Raises Unauthorized where it opens nothing."""
    g.token = g.session_id = None
    word = word_of_request()
    if word and word.startswith(tuple(_others)):
        return None
    return sessions.recognise() if word is None else by_token(word)


def leave_to_others(prefix: str) -> None:
    """Words that begin so are no member's: a room knows them by itself."""
    _others.add(prefix)


def let_in_members_only(app: Flask, rooms: Iterable[Blueprint]) -> None:
    """A stranger is asked to sign in before anything is looked up, and so learns nothing of what exists."""
    names = {room.name for room in rooms}

    @app.before_request
    def knock() -> None:
        if request.blueprint in names:
            signed_in_member()


def word_of_request() -> str | None:
    """Pages are for browsers: there a token means nothing."""
    scheme, _space, word = request.headers.get("Authorization", "").partition(" ")
    for_programs = request.path.startswith((API, LINE))
    return word.strip() if for_programs and scheme.lower() == "bearer" else None


def by_token(word: str) -> Member | None:
    token = token_by(word)
    if request.path.startswith(LINE):
        return token.member if token and admitted(token, Scope.CHAT) else None
    if token is None:
        g.member = None  # nobody, for whoever writes the answer
        raise Unauthorized(
            _("This token opens nothing: it is mistyped or revoked, or its member is kept out."),
            www_authenticate=WWWAuthenticate("bearer", {"error": "invalid_token"}),
        )
    g.token = token
    use(token)
    return token.member


def admitted(token: Token, scope: Scope) -> bool:
    if scope not in token.scopes and Scope.ALL not in token.scopes:
        return False
    g.token = token
    use(token)
    return True


def need(scope: Scope) -> None:
    """Go on only if the token was made for this. A browser's session opens everything of its member."""
    token: Token | None = g.get("token")
    if token and scope not in token.scopes and Scope.ALL not in token.scopes:
        raise Forbidden(
            _("This token was made for other things: it lacks the scope “%(scope)s”.", scope=scope)
        )
