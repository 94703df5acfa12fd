"""a replay has captions."""

import sqlalchemy as sa
from alembic import op

revision = "0064"
down_revision = "0063"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "stream_captions",
        sa.Column("stream_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["stream_id"], ["stream.id"], name=op.f("fk_stream_captions_stream_id")),
        sa.PrimaryKeyConstraint("stream_id", "language", name=op.f("pk_stream_captions")),
    )


def downgrade() -> None:
    op.drop_table("stream_captions")
