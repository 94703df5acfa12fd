"""Every door of the house, for people, for programs and for browsers' lines, with the right it takes."""

import json
from typing import Any

import click
from flask import Flask, current_app
from werkzeug.routing import Rule

from community.api.doors import Door
from community.fanout.stock import server_of
from community.realtime import socketio
from community.rights import PUBLIC, SIGNED_IN, needs_a_member, right_of, rights_of

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
Told = dict[str, str]
# What opens otherwise than to members: the code behind these asks for something else.
BY_OTHER_MEANS = {
    "/metrics": "the operator's token",
    "/join/<code>": "an invitation",
    "/sign-in/second-factor": "half of signing in",
    "/sign-in/passkey": "half of signing in",
    "/sign-in/passkey/challenge": "half of signing in",
    "/sign-in/provider/back": "an answer of the provider",
    "/live/engines/<int:id>/<word>": "the secret of an engine",
    "/boards/<slug>/atom": "the private word of a feed",
    "/@<handle>/atom": "the private word of a feed",
}


def doors_of(app: Flask) -> list[Told]:
    """In the order of their addresses; the events of the lines last."""
    routes = sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule)
    return [told for rule in routes for told in _http(rule, app)] + list(_events())


def _http(rule: Rule, app: Flask) -> list[Told]:
    told = {"path": rule.rule, **_right(rule, app.view_functions[rule.endpoint])}
    methods = [method for method in METHODS if method in (rule.methods or ())]
    return [{"kind": "http", "method": method, **told} for method in methods]


def _right(rule: Rule, view: Any) -> Told:  # noqa: ANN401  Flask's own word for any function
    door = getattr(view, "__self__", None)
    if isinstance(door, Door):
        return {"right": door_right(door), "scope": door.scope.value}
    return {"right": BY_OTHER_MEANS.get(rule.rule) or right_of(view)}


def door_right(door: Door) -> str:
    """Doors for programs ask who it is before they open."""
    if door.who:
        return PUBLIC
    return ", ".join(rights_of(door.view)) or SIGNED_IN


def _events() -> list[Told]:
    handlers: dict[str, Any] = server_of(socketio).handlers.get("/", {})
    return [
        {"kind": "socket", "path": event, "right": event_right(heard)}
        for event, heard in sorted(handlers.items())
    ]


def event_right(heard: Any) -> str:  # noqa: ANN401  python-socketio ships no types
    """Nobody says anything on a line that was not opened to a member."""
    return right_of(heard) if needs_a_member(heard) else SIGNED_IN


@click.command(name="doors")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
def doors_command(*, as_json: bool) -> None:
    """Every route and socket event, with the right it takes."""
    doors = doors_of(current_app)
    if as_json:
        click.echo(json.dumps(doors, indent=1))
        return
    width = max(len(door["path"]) for door in doors)
    for door in doors:
        click.echo(f"{door.get('method', 'EVENT'):6} {door['path']:{width}}  {door['right']}")
