"""The description of the doors for programs, for machines and for whoever writes the program."""

from itertools import groupby
from typing import Any

from flask import Blueprint, current_app, jsonify, render_template
from werkzeug.wrappers import Response

from community.api.doors import ROOT, Door, plain_path, words_of
from community.api.openapi import description

described = Blueprint("api", __name__, url_prefix=ROOT)


@described.get("/openapi.json")
def show_description() -> Response:
    return jsonify(told())


@described.get("")
def read_description() -> str:
    """The same as a page."""
    doors = doors_of_all()
    return render_template(
        "community/api/description.html",
        rooms=[(room, list(of_it)) for room, of_it in groupby(doors, key=lambda door: door.room)],
        schemas=told()["components"]["schemas"],
        root=ROOT,
        path_of=plain_path,
        words_of=words_of,
        fields_of=fields_of,
        answer_of=answer_of,
    )


def doors_of_all() -> list[Door]:
    doors: list[Door] = current_app.extensions["doors"]
    return doors


def told() -> dict[str, Any]:
    """Drawn once: it changes with the code alone."""
    drawn: dict[str, Any] | None = current_app.extensions.get("doors described")
    if drawn is None:
        drawn = description(doors_of_all(), current_app.config["PUBLIC_URL"])
        current_app.extensions["doors described"] = drawn
    return drawn


def answer_of(door: Door) -> str:
    """The name of what it answers, as it is found among the shapes."""
    answer = told()["paths"][plain_path(door)][door.method.lower()]["responses"][str(door.status.value)]
    content = answer.get("content", {}).values()
    return next((kind_of(each["schema"]) for each in content), "")


def fields_of(schema: dict[str, Any]) -> list[tuple[str, str, bool]]:
    """Name, kind in words, and whether it is needed, of what a model holds."""
    needed = schema.get("required", ())
    return [(name, kind_of(field), name in needed) for name, field in schema.get("properties", {}).items()]


def kind_of(field: dict[str, Any]) -> str:
    if "$ref" in field:
        return str(field["$ref"]).rpartition("/")[2]
    if "const" in field:
        return f'"{field["const"]}"'
    if "enum" in field:
        return " | ".join(f'"{word}"' for word in field["enum"])
    if "anyOf" in field:
        return " | ".join(kind_of(one) for one in field["anyOf"])
    if field.get("type") == "array":
        return f"[{', '.join(map(kind_of, field.get('prefixItems') or [field['items']]))}]"
    return str(field.get("format") or field.get("type") or "any")
