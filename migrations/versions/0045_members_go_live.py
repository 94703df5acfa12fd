"""members go live, and others watch."""

import sqlalchemy as sa
from alembic import op

import community.db

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None
MOMENT = community.db.UtcDateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "stream",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("begun_at", MOMENT, nullable=True),
        sa.Column("resting_since", MOMENT, nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("peak", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["contribution.id"], name=op.f("fk_stream_id")),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_stream_room_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stream")),
    )
    op.create_index("ix_stream_ended", "stream", ["ended_at"])
    op.create_table(
        "stream_key",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_stream_key_member_id")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_stream_key")),
        sa.UniqueConstraint("digest", name=op.f("uq_stream_key_digest")),
    )
    op.create_table(
        "broadcaster",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("chosen_by_id", sa.Integer(), nullable=True),
        sa.Column("chosen_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["chosen_by_id"], ["member.id"], name=op.f("fk_broadcaster_chosen_by_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_broadcaster_member_id")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_broadcaster")),
    )
    op.create_table(
        "stream_viewer",
        sa.Column("stream_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("first_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_stream_viewer_member_id")),
        sa.ForeignKeyConstraint(["stream_id"], ["stream.id"], name=op.f("fk_stream_viewer_stream_id")),
        sa.PrimaryKeyConstraint("stream_id", "member_id", name=op.f("pk_stream_viewer")),
    )
    op.create_index(op.f("ix_stream_viewer_member_id"), "stream_viewer", ["member_id"])
    op.create_index("ix_stream_viewer_stream_seen", "stream_viewer", ["stream_id", "seen_at"])


def downgrade() -> None:
    for table in ("stream_viewer", "broadcaster", "stream_key", "stream"):
        op.drop_table(table)
