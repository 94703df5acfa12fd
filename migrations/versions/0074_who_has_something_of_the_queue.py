"""who has something of the queue that is no case of its own."""

import sqlalchemy as sa
from alembic import op

from community.db import UtcDateTime

revision = "0074"
down_revision = "0073"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "taken",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("thing_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"], name=op.f("fk_taken_by_id_member")),
        sa.PrimaryKeyConstraint("kind", "thing_id", name=op.f("pk_taken")),
    )
    op.create_index(op.f("ix_taken_by_id"), "taken", ["by_id"])


def downgrade() -> None:
    op.drop_table("taken")
