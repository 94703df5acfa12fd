"""other rules for the score are proposed, seen, and signed by a second."""

import sqlalchemy as sa
from alembic import op

from community.db import UtcDateTime

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None
MOMENT = UtcDateTime(timezone=True)
PEOPLE = ("proposed_by_id", "decided_by_id", "withdrawn_by_id")


def upgrade() -> None:
    op.create_table(
        "policy_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("proposed_by_id", sa.Integer(), nullable=True),
        sa.Column("proposed_at", MOMENT, nullable=False),
        sa.Column("beside", sa.String(), nullable=False),
        sa.Column("of", sa.Integer(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("looked_at", MOMENT, nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("signed_at", MOMENT, nullable=True),
        sa.Column("declined_at", MOMENT, nullable=True),
        sa.Column("declined_because", sa.String(), nullable=True),
        sa.Column("withdrawn_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        *(
            sa.ForeignKeyConstraint([name], ["member.id"], name=op.f(f"fk_policy_proposal_{name}"))
            for name in PEOPLE
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy_proposal")),
    )
    op.create_index(op.f("ix_policy_proposal_starts_on"), "policy_proposal", ["starts_on"])
    tier = sa.String(length=40)
    op.create_table(
        "policy_outcome",
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.Integer(), nullable=False),
        sa.Column("after", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("tier", tier, nullable=False),
        sa.Column("was", tier, nullable=False),
        sa.Column("will", tier, nullable=False),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["policy_proposal.id"], name=op.f("fk_policy_outcome_proposal_id")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_policy_outcome_member_id")),
        sa.PrimaryKeyConstraint("proposal_id", "member_id", name=op.f("pk_policy_outcome")),
    )
    op.create_index(op.f("ix_policy_outcome_member_id"), "policy_outcome", ["member_id"])
    op.create_index("ix_policy_outcome_proposal_size", "policy_outcome", ["proposal_id", "size"])


def downgrade() -> None:
    op.drop_table("policy_outcome")
    op.drop_table("policy_proposal")
