"""The description of our doors as OpenAPI 3.1, drawn from their signatures and models."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic.json_schema import JsonSchemaMode, models_json_schema

from community.api.doors import JSON, Door, plain_path, words_of
from community.api.idempotency import HEADER, LONGEST

Schema = dict[str, Any]
Refs = Mapping[tuple[Any, JsonSchemaMode], Schema]
PROBLEM: Schema = {
    "title": "Problem",
    "description": "RFC 9457. `detail` is a sentence for the person; `errors` one for each field.",
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {"type": "object", "additionalProperties": {"type": "string"}},
    },
}
TROUBLE = {
    "400": "It is garbled.",
    "401": "Nobody is signed in, or the token opens nothing.",
    "403": "You may not, or the token lacks the scope.",
    "404": "There is nothing, or not for you.",
    "405": "This address does not take that.",
    "409": "Something stands in its way that was not there before.",
    "422": "Some of it cannot stay as it is: see `errors`.",
    "429": "Too often. `Retry-After` says for how many seconds to wait.",
}


ABOUT = """The doors of Members Zone for programs.

Send `Authorization: Bearer TOKEN`; pages of our own may use the session of the browser. Lists are read
page by page: send the `next` of one as `cursor` of the following one. Every POST takes an
`Idempotency-Key`: for a day the same key gives the same answer and one effect. Errors are problems as in
RFC 9457."""


def description(doors: Iterable[Door], address: str) -> Schema:
    doors = list(doors)
    refs, models = models_of(doors)
    paths: dict[str, Schema] = {}
    for door in doors:
        paths.setdefault(plain_path(door), {})[door.method.lower()] = operation(door, refs)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Members Zone", "version": "1", "description": ABOUT},
        "servers": [{"url": address}],
        "security": [{"token": []}, {"session": []}],
        "paths": paths,
        "components": {
            "schemas": {**models, "Problem": PROBLEM},
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer"},
                "session": {"type": "apiKey", "in": "cookie", "name": "zone"},
            },
            "responses": {status: trouble(status, words) for status, words in TROUBLE.items()},
        },
    }


def models_of(doors: Iterable[Door]) -> tuple[Refs, dict[str, Schema]]:
    """Where each model is described, and the descriptions."""
    modes: list[tuple[Any, JsonSchemaMode]] = []
    for door in doors:
        modes += [(door.sent, "validation")] if door.sent else []
        modes += [(door.answers, "serialization")] if door.answers is not type(None) else []
    refs, schemas = models_json_schema(modes, ref_template="#/components/schemas/{model}")
    return refs, schemas.get("$defs", {})


def operation(door: Door, refs: Refs) -> Schema:
    words = words_of(door)
    told: Schema = {
        "operationId": door.view.__name__,
        "tags": [door.room],
        "summary": words.partition("\n")[0],
        "description": f"{words}\n\nA token needs the scope `{door.scope}`.".strip(),
        "parameters": parameters(door),
        "responses": {str(int(door.status)): success(door, refs), **troubles(door)},
    }
    if door.who:
        told["security"] = [{}, *({name: []} for name in ("token", "session"))]
    if door.sent:
        schema = refs[door.sent, "validation"]
        told["requestBody"] = {"required": True, "content": {door.takes: {"schema": schema}}}
    return told


def parameters(door: Door) -> list[Schema]:
    places = re.findall(r"<(?:(\w+)(?:\(([^)]*)\))?:)?(\w+)>", door.path)
    found = [in_path(kind, choices, name) for kind, choices, name in places]
    if door.asked:
        schema = in_place(door.asked.model_json_schema())
        required = schema.get("required", ())
        found += [
            {"name": name, "in": "query", "required": name in required, "schema": described}
            for name, described in schema["properties"].items()
        ]
    if door.method == "POST":
        key = {"type": "string", "maxLength": LONGEST}
        found.append({"name": HEADER, "in": "header", "required": False, "schema": key})
    return found


def in_place(schema: Schema) -> Schema:
    """A schema that stands by itself: what it names is written where it is named."""
    named = schema.get("$defs", {})

    def written(part: Any) -> Any:  # noqa: ANN401  whatever JSON holds
        if isinstance(part, list):
            return [written(each) for each in part]
        if not isinstance(part, dict):
            return part
        if name := part.get("$ref"):
            return written(named[name.rpartition("/")[2]])
        return {key: written(each) for key, each in part.items() if key != "$defs"}

    told: Schema = written(schema)
    return told


def in_path(kind: str, choices: str, name: str) -> Schema:
    schema: Schema = {"type": "integer", "minimum": 0} if kind == "int" else {"type": "string"}
    if choices:
        schema["enum"] = re.split(r",\s*", choices)
    return {"name": name, "in": "path", "required": True, "schema": schema}


def success(door: Door, refs: Refs) -> Schema:
    told: Schema = {"description": door.status.phrase}
    if door.answers is not type(None):
        told["content"] = {JSON: {"schema": refs[door.answers, "serialization"]}}
    if door.method == "POST":
        told["headers"] = {"Location": {"schema": {"type": "string", "format": "uri-reference"}}}
    return told


def troubles(door: Door) -> Schema:
    """Those that can be: what takes nothing is never garbled, but a POST may bring a key that is too long."""
    takes = bool(door.sent or door.asked)
    impossible = set() if takes else {"400"}
    impossible |= set() if takes or door.method == "POST" else {"422"}
    impossible |= set() if "<" in door.path else {"405"}
    impossible |= set() if door.method != "GET" else {"409"}
    return {
        status: {"$ref": f"#/components/responses/{status}"} for status in TROUBLE if status not in impossible
    }


def trouble(status: str, words: str) -> Schema:
    told: Schema = {
        "description": words,
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    if status == "429":
        told["headers"] = {"Retry-After": {"schema": {"type": "integer"}}}
    return told
