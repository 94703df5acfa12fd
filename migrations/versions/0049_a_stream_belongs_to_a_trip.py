"""a stream belongs to a trip."""

from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE stream ADD COLUMN trip_id INTEGER REFERENCES trip (id)")
    op.create_index(op.f("ix_stream_trip_id"), "stream", ["trip_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_stream_trip_id"), "stream")
    op.drop_column("stream", "trip_id")
