"""Programs of the three: each brings a token and speaks JSON."""

from collections.abc import Callable
from itertools import count

import pytest
from flask import Flask
from flask.testing import FlaskClient

from community.entrance.tokens import Scope, create_token
from community.members import Member

deeds = count(1)


class Program:
    """Speaks for a member at /api/v1. What it makes, it makes under a key of its own, as programs do."""

    def __init__(self, client: FlaskClient, word: str = "", root: str = "/api/v1") -> None:
        self.client, self.word, self.root = client, word, root

    def __call__(self, method: str, path: str, body: object = None, **headers: str):
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if method == "POST":
            sent.setdefault("Idempotency-Key", f"deed {next(deeds)}")
        if self.word:
            sent["Authorization"] = f"Bearer {self.word}"
        more = {} if body is None else {"json": body}
        return self.client.open(self.root + path, method=method, headers=sent, **more)

    def get(self, path: str, **headers: str):
        return self("GET", path, **headers)

    def post(self, path: str, body: object = None, **headers: str):
        return self("POST", path, body, **headers)

    def patch(self, path: str, body: object):
        return self("PATCH", path, body)

    def delete(self, path: str):
        return self("DELETE", path)


@pytest.fixture
def program_of(app: Flask) -> Callable[..., Program]:
    def program_of(member: Member, *scopes: Scope) -> Program:
        _token, word = create_token(member, "a test", scopes or [Scope.ALL])
        return Program(app.test_client(), word)

    return program_of


@pytest.fixture
def stranger(app: Flask) -> Program:
    return Program(app.test_client())


@pytest.fixture
def adas(program_of, ada) -> Program:
    return program_of(ada)


@pytest.fixture
def mias(program_of, mia) -> Program:
    return program_of(mia)
