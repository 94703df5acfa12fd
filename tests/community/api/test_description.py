"""What the description says is what there is."""

import json
import re
from enum import EnumType
from typing import get_args

from click.testing import CliRunner
from openapi_spec_validator import OpenAPIV31SpecValidator
from pydantic import ValidationError

from community import errors
from community.api.doors import plain_path
from community.api.problems import sayings
from community.db import Refusal
from community.doors import doors_command, doors_of


def described(app):
    return app.test_client().get("/api/v1/openapi.json").get_json()


def test_it_is_openapi(app):
    OpenAPIV31SpecValidator(described(app)).validate()


def test_every_door_is_in_it(app):
    paths = described(app)["paths"]
    here = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/api/v1/")]
    for rule in here:
        if rule.endpoint.startswith("api."):
            continue
        path = re.sub(r"<(?:[^:>]+:)?(\w+)>", r"{\1}", rule.rule)
        assert (rule.methods - {"HEAD", "OPTIONS"}) == {
            rule.methods and next(iter(rule.methods - {"HEAD", "OPTIONS"}))
        }
        assert next(iter(rule.methods - {"HEAD", "OPTIONS"})).lower() in paths[path], rule
    doors = app.extensions["doors"]
    assert sum(len(path) for path in paths.values()) == len(doors)
    assert all(door.view.__doc__ for door in doors), "each says what it does"
    assert len({door.view.__name__ for door in doors}) == len(doors)
    assert {plain_path(door) for door in doors} == set(paths)


def test_every_word_it_offers_is_taken(app):
    """A strict body takes an Enum's members and not their words, unless its field says so."""
    bodies = {door.sent for door in app.extensions["doors"] if door.sent}
    choices = [
        (body, name, word.value)
        for body in bodies
        for name, field in body.model_fields.items()
        for kind in (field.annotation, *get_args(field.annotation))
        if isinstance(kind, EnumType)
        for word in kind
    ]
    assert len(choices) > 20
    assert [it for it in choices if it[1] in faults(*it)] == []


def faults(body, name, word):
    """The fields it finds fault with when this alone is sent."""
    try:
        body.model_validate({name: word})
    except ValidationError as error:
        return {it["loc"][0] for it in error.errors()}
    return set()


def test_it_names_what_scanners_were_answered(app, ada, browser_of):
    """A number that no row has, a thing of one's own that never was, a key that is too long."""
    paths, hers, takeouts = described(app)["paths"], browser_of(ada), "/api/v1/me/takeouts"
    asked = [
        ("get", "/api/v1/stories/{id}", hers.get("/api/v1/stories/99999999999")),
        ("get", "/api/v1/me/blogger-application", hers.get("/api/v1/me/blogger-application")),
        ("post", takeouts, hers.post(takeouts, headers={"Idempotency-Key": "x" * 999})),
    ]
    for method, path, answer in asked:
        assert answer.status_code in {404, 405, 422}, path
        assert str(answer.status_code) in paths[path][method]["responses"], path


def test_the_rules_of_the_score_are_answered_as_they_are_described(app, ada, browser_of):
    told = browser_of(ada).get("/api/v1/score/rules").json
    assert set(described(app)["components"]["schemas"]["Policy"]["required"]) <= set(told)


def test_it_is_a_page_too(app, browser_of, ada):
    page = app.test_client().get("/api/v1")
    assert page.status_code == 200
    assert "/stories/{id}/publication" in page.text
    assert "<script" not in page.text.split("<main")[1].split("</main>")[0]
    assert browser_of(ada).get("/api/v1").status_code == 200


def test_every_refusal_a_program_can_meet_has_its_sentence(app):
    with app.test_request_context():
        errors.g.member = None
        assert all(issubclass(kind, Refusal) for kind in sayings())
    assert len(sayings()) > 20


def test_every_door_tells_its_right(app):
    doors = doors_of(app)
    assert all(door["right"] and door["path"] for door in doors)
    rights = {(door.get("method"), door["path"]): door["right"] for door in doors}
    assert rights["POST", "/stories/<int:id>/publication"] == (
        "publish Story, disclose Story, disclose Contribution, address Story, order Series, write Story"
    )
    assert rights["POST", "/api/v1/lists/<int:list_id>/items"] == "fill ShoppingList"
    assert rights["GET", "/chat/<slug>"] == "read Room"
    assert rights["GET", "/"] == "signed in"
    assert rights["POST", "/api/v1/contributions/<int:id>/reactions"] == "like Contribution"
    assert rights[None, "message"] == "read Room, write Room"


def test_a_right_it_tells_has_a_rule(app):
    from community.permissions import rules

    known = {action for action, _kind in rules()}
    told = {right for door in doors_of(app) for right in door["right"].split(", ")}
    asked = {right.split()[0] for right in told if len(right.split()) == 2 and right != "signed in"}
    assert asked - {"an"} <= known


def test_strangers_are_turned_away_where_it_says_so_and_only_there(app):
    """Asked without anything, a door for members is closed; one that says it is open is not."""
    for door in doors_of(app):
        if door["kind"] != "http" or door["path"].startswith("/static"):
            continue
        path = re.sub(r"<any\((\w+)[^>]*>", r"\1", re.sub(r"<(?!any)[^>]*>", "1", door["path"]))
        answer = app.test_client().open(path, method=door["method"])
        asks_to_sign_in = answer.status_code == 401 or (answer.location or "").startswith("/sign-in")
        is_open = door["right"] in {"public", "an invitation", "the operator's token"}
        proves_itself = (door["method"], door["path"]) in {("POST", "/api/v1/tokens"), ("POST", "/sign-out")}
        nothing_there = answer.status_code == 404
        if not proves_itself:
            assert not (asks_to_sign_in if is_open else not (asks_to_sign_in or nothing_there)), door


def test_the_command_prints_them(app):
    printed = CliRunner().invoke(doors_command, ["--json"])
    assert {door["kind"] for door in json.loads(printed.output)} == {"http", "socket"}
    assert "publish Story" in CliRunner().invoke(doors_command, []).output
