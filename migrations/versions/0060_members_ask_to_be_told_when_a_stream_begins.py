"""members ask to be told when a stream begins."""

import sqlalchemy as sa
from alembic import op

import community.db

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None
MOMENT = community.db.UtcDateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "stream_reminder",
        sa.Column("stream_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_stream_reminder_member_id")),
        sa.ForeignKeyConstraint(["stream_id"], ["stream.id"], name=op.f("fk_stream_reminder_stream_id")),
        sa.PrimaryKeyConstraint("stream_id", "member_id", name=op.f("pk_stream_reminder")),
    )
    op.create_index(op.f("ix_stream_reminder_member_id"), "stream_reminder", ["member_id"])


def downgrade() -> None:
    op.drop_table("stream_reminder")
