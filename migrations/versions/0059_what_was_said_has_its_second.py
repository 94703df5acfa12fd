"""what was said and felt while a stream ran has its second of the film."""

import sqlalchemy as sa
from alembic import op

import community.db

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None
MOMENT = community.db.UtcDateTime(timezone=True)
FEELING = sa.Enum("love", "good", "smile", "wow", name="feeling", native_enum=False, length=40)


def upgrade() -> None:
    op.create_table(
        "stream_seen_when_said",
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"], ["message.id"], name=op.f("fk_stream_seen_when_said_message_id")
        ),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_stream_seen_when_said")),
    )
    op.create_table(
        "stream_felt",
        sa.Column("stream_id", sa.Integer(), nullable=False),
        sa.Column("second", sa.Integer(), nullable=False),
        sa.Column("feeling", FEELING, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["stream_id"], ["stream.id"], name=op.f("fk_stream_felt_stream_id")),
        sa.PrimaryKeyConstraint("stream_id", "second", "feeling", name=op.f("pk_stream_felt")),
    )


def downgrade() -> None:
    op.drop_table("stream_felt")
    op.drop_table("stream_seen_when_said")
