"""Tokens for programs, by programs: made with a password or by who is in already, listed, taken back."""

from http import HTTPStatus
from typing import Annotated

from flask import abort
from flask_babel import gettext as _
from pydantic import Field

from community.api.answers import Answer, Moment, Page
from community.api.bodies import Body, Text
from community.api.doors import Api
from community.api.problems import say
from community.db import transaction
from community.entrance.factors.fresh import need_fresh_proof
from community.entrance.factors.having import has_second_factor, prove_by_code
from community.entrance.factors.trying import spend_a_try
from community.entrance.recognising import need
from community.entrance.routes import words_for
from community.entrance.signing_in import HalfIn, Suspended, WrongPassword, proven
from community.entrance.token_routes import said
from community.entrance.tokens import (
    LONGEST_NAME,
    NoScope,
    Scope,
    Token,
    TooManyTokens,
    create_token,
    revoke_tokens,
    tokens_of,
)
from community.limits import spend, whence
from community.members import Member, signed_in_member

tokens = Api("tokens", scope=Scope.ALL)
Opens = Annotated[Scope, Field(strict=False)]


class NewToken(Body):
    """With `handle` or `email` and `password`; without them, whoever is signed in makes it.

    A member with a second factor gives its `code` too, or a recovery code.
    """

    handle: Annotated[Text, Field(max_length=100)] = ""
    email: Annotated[Text, Field(max_length=320)] = ""
    password: Text = ""
    code: Annotated[Text, Field(max_length=40)] = ""
    name: Annotated[Text, Field(max_length=LONGEST_NAME)] = ""
    scopes: list[Opens] = [Scope.ALL]


class TokenAnswer(Answer):
    id: int
    url: str = "/settings/tokens"
    name: str
    scopes: list[Scope]
    created_at: Moment
    last_used_at: Moment | None


class MadeToken(TokenAnswer):
    """`token` is told this once; asked again with the same Idempotency-Key it is null."""

    token: str | None


def prove(sent: NewToken) -> Member:
    name = sent.handle or sent.email
    if not name and not sent.password:
        me = signed_in_member()
        need(Scope.ALL)
        need_fresh_proof()
        return me
    spend("sign-in", f"{whence()} {name.strip().lower()[:100]}", "5/minute")
    spend("sign-in from one place", whence(), "100/hour")
    member = proven(name, sent.password)
    if has_second_factor(member):
        prove_with_code(member, sent.code)
    return member


def prove_with_code(member: Member, code: str) -> None:
    if not code:
        raise HalfIn(member)
    spend_a_try(member)
    prove_by_code(member, code)


@tokens.post("/tokens", at="/tokens/{id}", told_once="token", who=prove)
def make_token(me: Member, sent: NewToken) -> MadeToken:
    """Make a token. It opens what its scopes say, of what its member may do."""
    spend("make a token", me.id, "30/hour")
    token, word = create_token(me, sent.name, set(sent.scopes))
    return MadeToken(**_facts(token).model_dump(), token=word)


@tokens.get("/tokens")
def list_tokens(me: Member) -> Page[TokenAnswer]:
    """Your tokens, the newest first; all of them."""
    return Page(items=[_facts(token) for token in tokens_of(me)])


@tokens.delete("/tokens/<int:id>")
def take_token_back(me: Member, id: int) -> None:
    """From now on it opens nothing, and what it holds open is cut."""
    with transaction():
        if not revoke_tokens(me, only=id):
            abort(404)


def _facts(token: Token) -> TokenAnswer:
    return TokenAnswer.model_validate(token)


say(
    WrongPassword,
    lambda _no: _("We do not know that name and password together."),
    status=HTTPStatus.UNAUTHORIZED,
)
say(
    HalfIn,
    lambda _half: _("This member has a second factor: send its code as well, or a recovery code."),
    field="code",
    status=HTTPStatus.UNAUTHORIZED,
)
say(Suspended, words_for, status=HTTPStatus.FORBIDDEN)
say(NoScope, said, field="scopes")
say(TooManyTokens, said)
