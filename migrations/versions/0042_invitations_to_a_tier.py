"""members are invited to a tier in rounds: who was seen with which values, and every step."""

import sqlalchemy as sa
from alembic import op

from community.db import UtcDateTime

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "invitation_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("criteria", sa.JSON(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("answer_days", sa.Integer(), nullable=False),
        sa.Column("closes_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("moves_up", sa.Boolean(), nullable=False),
        sa.Column("prepared_by_id", sa.Integer(), nullable=True),
        sa.Column("prepared_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("looked_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("considered", sa.Integer(), nullable=False),
        sa.Column("passed", sa.Integer(), nullable=False),
        sa.Column("signed_by_id", sa.Integer(), nullable=True),
        sa.Column("signed_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("sent_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["prepared_by_id"], ["member.id"], name=op.f("fk_invitation_round_prepared_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["signed_by_id"], ["member.id"], name=op.f("fk_invitation_round_signed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation_round")),
    )
    op.create_table(
        "candidacy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("saw", sa.JSON(), nullable=False),
        sa.Column("invited_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("ends_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("accepted_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("declined_at", UtcDateTime(timezone=True), nullable=True),
        sa.Column("expired_at", UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["round_id"], ["invitation_round.id"], name=op.f("fk_candidacy_round_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_candidacy_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidacy")),
        sa.UniqueConstraint("round_id", "member_id", name=op.f("uq_candidacy_round_id_member_id")),
    )
    op.create_index("ix_candidacy_round_rank", "candidacy", ["round_id", "rank"])
    op.create_index(op.f("ix_candidacy_member_id"), "candidacy", ["member_id"])
    op.create_table(
        "round_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["invitation_round.id"], name=op.f("fk_round_step_round_id")),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"], name=op.f("fk_round_step_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_step")),
    )
    op.create_index(op.f("ix_round_step_round_id"), "round_step", ["round_id"])


def downgrade() -> None:
    op.drop_table("round_step")
    op.drop_table("candidacy")
    op.drop_table("invitation_round")
