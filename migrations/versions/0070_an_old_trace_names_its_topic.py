"""what the trace of a topic calls by a title it names by an id too, so that the title goes with its author."""

import re
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0070"
down_revision = "0069"
branch_labels = None
depends_on = None
MERGED = "merged"
HOME = "/topics"
topic = sa.table("topic", sa.column("id", sa.Integer), sa.column("trace", sa.JSON))
reply = sa.table("reply", *(sa.column(name, sa.Integer) for name in ("id", "about_id", "number")))
spine = sa.table("contribution", *(sa.column(name, sa.Integer) for name in ("id", "author_id", "version")))
member = sa.table("member", sa.column("id", sa.Integer), sa.column("left_at", sa.DateTime))


def upgrade() -> None:
    run = op.get_bind().execute
    titled = sa.cast(topic.c.trace, sa.String).contains('"title"')
    for id, trace in run(sa.select(topic.c.id, topic.c.trace).where(titled)).all():
        steps = [{**step, "facts": _named(id, step)} for step in trace]
        if steps != trace:
            run(sa.update(topic).where(topic.c.id == id).values(trace=steps))
            run(sa.update(spine).where(spine.c.id == id).values(version=spine.c.version + 1))


def downgrade() -> None:
    """A trace is read with an id as well as without one."""


def _named(topic_id: int, step: Mapping[str, Any]) -> Mapping[str, Any]:
    """The facts of a step; without the title, where nobody knows any more whose it was or who it was has left."""
    facts = step["facts"]
    if "title" not in facts or "id" in facts:
        return facts
    id = _id_of_the_first(topic_id, step) if step["what"] == MERGED else _id_in(facts["url"])
    if id and _has_an_author(id):
        return {**facts, "id": id}
    return {name: fact for name, fact in facts.items() if name not in {"title", "url"}}


def _id_in(url: str) -> int | None:
    found = re.match(rf"{HOME}/(\d+)", url)
    return int(found[1]) if found else None


def _id_of_the_first(topic_id: int, step: Mapping[str, Any]) -> int | None:
    """A topic that became part of another is the first reply after the trace of it, under its own id."""
    first = (reply.c.about_id == topic_id, reply.c.number == step["after"] + 1)
    id: int | None = op.get_bind().scalar(sa.select(reply.c.id).where(*first))
    return id


def _has_an_author(id: int) -> bool:
    here = sa.select(spine.c.id).join(member, member.c.id == spine.c.author_id)
    return op.get_bind().scalar(here.where(spine.c.id == id, member.c.left_at.is_(None))) is not None
