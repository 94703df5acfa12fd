"""who left a closed room is known for a while, to every web process."""

import sqlalchemy as sa
from alembic import op

import community.db

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "room_departure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("at", community.db.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_room_departure_room_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_room_departure_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_departure")),
    )
    op.create_index("ix_room_departure_member_id", "room_departure", ["member_id"])
    op.create_index("ix_room_departure_at", "room_departure", ["at"])


def downgrade() -> None:
    op.drop_table("room_departure")
