"""A reply stands under what it answers, and what it said before is kept."""

import sqlalchemy as sa
from alembic import op

import community.db

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("reply") as batch:
        batch.add_column(sa.Column("root", sa.Integer(), server_default="0", nullable=False))
        batch.add_column(sa.Column("pinned_at", community.db.UtcDateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column("folded_at", community.db.UtcDateTime(timezone=True), nullable=True))
    op.execute("UPDATE reply SET root = number")
    with op.batch_alter_table("reply") as batch:
        batch.create_index("ix_reply_root", ["about_id", "root", "number"])
    op.create_table(
        "reply_version",
        sa.Column("reply_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", community.db.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["reply_id"], ["reply.id"], name="fk_reply_version_reply_id"),
        sa.PrimaryKeyConstraint("reply_id", "version", name="pk_reply_version"),
    )


def downgrade() -> None:
    op.drop_table("reply_version")
    with op.batch_alter_table("reply") as batch:
        batch.drop_index("ix_reply_root")
        batch.drop_column("folded_at")
        batch.drop_column("pinned_at")
        batch.drop_column("root")
