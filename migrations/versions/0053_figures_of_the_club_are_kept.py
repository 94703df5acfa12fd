"""figures of the club are kept by month, and who came from which tier to which."""

import sqlalchemy as sa
from alembic import op

from community.db import UtcDateTime

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None
MOMENT = UtcDateTime(timezone=True)
TIER = sa.String(length=40)


def upgrade() -> None:
    op.create_table(
        "tier_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("was", TIER, nullable=False),
        sa.Column("now", TIER, nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_tier_step_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tier_step")),
    )
    op.create_index(op.f("ix_tier_step_member_id"), "tier_step", ["member_id"])
    op.create_index(op.f("ix_tier_step_at"), "tier_step", ["at"])
    op.create_table(
        "member_month",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("joined", sa.Date(), nullable=False),
        sa.Column("tier", TIER, nullable=False),
        sa.Column("spent", sa.BigInteger(), nullable=False),
        sa.Column("orders", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_member_month_member_id")),
        sa.PrimaryKeyConstraint("member_id", "month", name=op.f("pk_member_month")),
    )
    op.create_index("ix_member_month_month_tier_spent", "member_month", ["month", "tier", "spent"])
    op.create_index("ix_member_month_joined_month", "member_month", ["joined", "month"])
    op.create_table(
        "member_kept",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_member_kept_member_id")),
        sa.PrimaryKeyConstraint("member_id", "month", "category", name=op.f("pk_member_kept")),
    )
    op.create_index("ix_member_kept_category_month", "member_kept", ["category", "month"])
    op.create_table(
        "tier_month",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("tier", TIER, nullable=False),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.Column("came", sa.Integer(), nullable=False),
        sa.Column("went", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("month", "tier", name=op.f("pk_tier_month")),
    )
    op.create_table(
        "spent_month",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("tier", TIER, nullable=False),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.Column("orders", sa.Integer(), nullable=False),
        sa.Column("spent", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("month", "tier", name=op.f("pk_spent_month")),
    )
    op.create_table(
        "category_month",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("month", "category", name=op.f("pk_category_month")),
    )
    op.create_table(
        "cohort",
        sa.Column("joined", sa.Date(), nullable=False),
        sa.Column("came", sa.Integer(), nullable=False),
        sa.Column("here", sa.Integer(), nullable=False),
        sa.Column("super", sa.Integer(), nullable=False),
        sa.Column("apass", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("joined", name=op.f("pk_cohort")),
    )
    op.create_table(
        "cohort_month",
        sa.Column("joined", sa.Date(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("active", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("joined", "month", name=op.f("pk_cohort_month")),
    )
    op.create_table(
        "figures_count",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figures_count")),
    )


def downgrade() -> None:
    for name in (
        "figures_count",
        "cohort_month",
        "cohort",
        "category_month",
        "spent_month",
        "tier_month",
        "member_kept",
        "member_month",
        "tier_step",
    ):
        op.drop_table(name)
