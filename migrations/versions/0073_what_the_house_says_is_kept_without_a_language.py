"""what the house says is kept without a language."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0073"
down_revision = "0072"
branch_labels = None
depends_on = None

LENGTH = 200

member = sa.table("member", sa.column("name", sa.String), sa.column("left_at"))
contribution = sa.table("contribution", sa.column("id", sa.Integer), sa.column("excerpt", sa.String))
shopping_list = sa.table("shopping_list", sa.column("id", sa.Integer), sa.column("note", sa.String))
item = sa.table(
    "shopping_item",
    sa.column("list_id", sa.Integer),
    sa.column("private", sa.Boolean),
    sa.column("removed_at"),
)


def upgrade() -> None:
    """What a list comes to is added at its next change."""
    database = op.get_bind()
    database.execute(member.update().where(member.c.left_at.is_not(None)).values(name="Former member"))
    shown = sa.and_(
        item.c.list_id == shopping_list.c.id, item.c.private.is_(False), item.c.removed_at.is_(None)
    )
    pieces = sa.select(sa.func.count()).select_from(item).where(shown).scalar_subquery()
    lists = (
        sa.select(shopping_list.c.id, shopping_list.c.note, pieces)
        .join(contribution, contribution.c.id == shopping_list.c.id)
        .where(contribution.c.excerpt != "")
    )
    for id, note, many in database.execute(lists).all():
        words = " ".join(note.split())
        short = words if len(words) <= LENGTH else words[:LENGTH] + "…"
        told = "\x1e" + json.dumps(["pieces", many, [], short], ensure_ascii=False, separators=(",", ":"))
        database.execute(contribution.update().where(contribution.c.id == id).values(excerpt=told))


def downgrade() -> None:
    """The words of then are gone; lists say theirs anew at their next change."""
    database = op.get_bind()
    told = contribution.c.excerpt.startswith("\x1e")
    database.execute(contribution.update().where(told).values(excerpt=""))
