"""streams come through other engines."""

import sqlalchemy as sa
from alembic import op

import community.db

revision = "0066"
down_revision = "0065"
branch_labels = None
depends_on = None
MOMENT = community.db.UtcDateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "outer_engine",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("ingest", sa.String(), nullable=False),
        sa.Column("control", sa.String(), nullable=True),
        sa.Column("film", sa.String(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outer_engine")),
        sa.UniqueConstraint("name", name=op.f("uq_outer_engine_name")),
    )
    op.create_table(
        "engine_line",
        sa.Column("stream_id", sa.Integer(), nullable=False),
        sa.Column("engine_id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("begun_at", MOMENT, nullable=True),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("cut_since", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["stream_id"], ["stream.id"], name=op.f("fk_engine_line_stream_id")),
        sa.ForeignKeyConstraint(["engine_id"], ["outer_engine.id"], name=op.f("fk_engine_line_engine_id")),
        sa.PrimaryKeyConstraint("stream_id", name=op.f("pk_engine_line")),
    )
    op.create_index(op.f("ix_engine_line_engine_id"), "engine_line", ["engine_id"])


def downgrade() -> None:
    op.drop_table("engine_line")
    op.drop_table("outer_engine")
