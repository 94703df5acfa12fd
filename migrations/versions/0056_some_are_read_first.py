"""some are read before others read them."""

import sqlalchemy as sa
from alembic import op

import community.db

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None
MOMENT = community.db.UtcDateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "read_first",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"], name=op.f("fk_read_first_by_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_read_first_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_read_first")),
    )
    op.create_index(op.f("ix_read_first_member_id"), "read_first", ["member_id"])
    op.create_table(
        "read_first_tier",
        sa.Column("tier", sa.String(length=40), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("since", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"], name=op.f("fk_read_first_tier_by_id")),
        sa.PrimaryKeyConstraint("tier", name=op.f("pk_read_first_tier")),
    )


def downgrade() -> None:
    for table in ("read_first_tier", "read_first"):
        op.drop_table(table)
