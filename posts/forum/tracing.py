"""What was done to a topic leaves its trace in the thread, at its place, for everybody who reads it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from flask import current_app
from markupsafe import Markup
from sqlalchemy import String, cast, select

from community import clock
from community.audit import audit
from community.contributions import address
from community.db import db
from community.fragments import shelf
from community.members import Member
from posts.forum.models import Happened, Topic

MOST = 50  # the oldest are forgotten
Facts = Mapping[str, str | int]
Step = Mapping[str, Any]  # what, by (an id), at, after (the number of a reply), facts


def trace(
    topic: Topic, what: Happened, by: Member, facts: Facts | None = None, after: int | None = None
) -> None:
    """After the reply of that number, else after the last. Must be called inside a transaction."""
    audit(f"topic.{what.value}", f"topic {topic.id}", by.id)
    place = topic.last_number if after is None else after
    step = {
        "what": what,
        "by": by.id,
        "at": clock.now().isoformat(),
        "after": place,
        "facts": {**(facts or {})},
    }
    topic.trace = [*topic.trace, step][-MOST:]
    topic.version += 1


def come_with(topic: Topic, other: Topic, first: int) -> None:
    """The steps of another topic, whose replies now follow from number `first` on."""
    theirs = [{**step, "after": step["after"] + first} for step in other.trace]
    topic.trace = sorted([*topic.trace, *theirs], key=lambda step: str(step["at"]))[-MOST:]


def forget_titles(ids: Collection[int]) -> None:
    """In the traces of other topics, where these are named. Must be called inside a transaction."""
    named = select(Topic).where(cast(Topic.trace, String).contains('"title"'))
    for topic in db.session.scalars(named):
        steps = [_untitled(step) if step["facts"].get("id") in ids else step for step in topic.trace]
        if steps != topic.trace:
            topic.trace = steps
            topic.version += 1


def _untitled(step: Step) -> dict[str, Any]:
    facts = {**step["facts"], "title": ""}
    if "url" in facts:
        facts["url"] = address(Topic.home, facts["id"])
    return {**step, "facts": facts}


def shown_after(
    steps: Sequence[Step], numbers: Sequence[int], people: Mapping[int, Any], me: Member
) -> dict[int, Markup]:
    """For each number on a page, what happened after it and before the next one on the page."""
    lines: dict[int, Markup] = {}
    for step in steps:
        here = [number for number in numbers if number <= step["after"]]
        place = here[-1] if here else numbers[0] if numbers else 0
        lines[place] = lines.get(place, Markup()) + _line(step, people.get(step["by"]), me)
    return lines


def _line(step: Step, by: Any, me: Member) -> Markup:  # noqa: ANN401  a row with a name and a handle
    name, handle = (by.name, by.handle) if by else ("…", "")
    key = ("trace", me.language, me.time_zone, repr(step), name, handle)
    return Markup(shelf.take(key, lambda: _rendered(step, name, handle))[0])  # noqa: S704  rendered, which escapes


def _rendered(step: Step, name: str, handle: str) -> str:
    lines = current_app.jinja_env.get_template("posts/forum/trace.html").module
    at = datetime.fromisoformat(step["at"])
    return str(lines.step(step["what"], name, handle, step["facts"], at))  # type: ignore[attr-defined]
