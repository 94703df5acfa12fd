"""circles of members are shown with their evidence."""

import sqlalchemy as sa
from alembic import op

import community.db

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "circle",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("inside", sa.Integer(), nullable=False),
        sa.Column("cleared_at", community.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("cleared_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["cleared_by_id"], ["member.id"], name=op.f("fk_circle_cleared_by_id_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_circle")),
        sa.UniqueConstraint("key", name=op.f("uq_circle_key")),
    )
    op.create_table(
        "circle_seat",
        sa.Column("circle_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["circle_id"], ["circle.id"], name=op.f("fk_circle_seat_circle_id_circle"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_circle_seat_member_id_member")),
        sa.PrimaryKeyConstraint("circle_id", "member_id", name=op.f("pk_circle_seat")),
    )
    op.create_index("ix_circle_seat_member_id", "circle_seat", ["member_id"])
    op.create_table(
        "circle_edge",
        sa.Column("circle_id", sa.Integer(), nullable=False),
        sa.Column("giver_id", sa.Integer(), nullable=False),
        sa.Column("receiver_id", sa.Integer(), nullable=False),
        sa.Column("favours", sa.Integer(), nullable=False),
        sa.Column("shared", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["circle_id"], ["circle.id"], name=op.f("fk_circle_edge_circle_id_circle"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["giver_id"], ["member.id"], name=op.f("fk_circle_edge_giver_id_member")),
        sa.ForeignKeyConstraint(
            ["receiver_id"], ["member.id"], name=op.f("fk_circle_edge_receiver_id_member")
        ),
        sa.PrimaryKeyConstraint("circle_id", "giver_id", "receiver_id", name=op.f("pk_circle_edge")),
    )
    op.create_index("ix_circle_edge_receiver_id", "circle_edge", ["receiver_id"])


def downgrade() -> None:
    op.drop_table("circle_edge")
    op.drop_table("circle_seat")
    op.drop_table("circle")
