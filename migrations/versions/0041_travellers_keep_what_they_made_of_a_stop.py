"""travellers keep what they made of a stop."""

import sqlalchemy as sa
from alembic import op

import community.db

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "trip_keepsake",
        sa.Column("stop_id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("at", community.db.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contribution.id"], name=op.f("fk_trip_keepsake_contribution_id")
        ),
        sa.ForeignKeyConstraint(["stop_id"], ["trip_stop.id"], name=op.f("fk_trip_keepsake_stop_id")),
        sa.PrimaryKeyConstraint("stop_id", "contribution_id", name=op.f("pk_trip_keepsake")),
    )
    op.create_index(op.f("ix_trip_keepsake_contribution_id"), "trip_keepsake", ["contribution_id"])


def downgrade() -> None:
    op.drop_table("trip_keepsake")
