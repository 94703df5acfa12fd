"""proven fraud acts at once, and what was counted before comes back if it is overturned."""

import sqlalchemy as sa
from alembic import op

import community.db

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None
MOMENT = community.db.UtcDateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "discredited",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("tier", sa.String(length=40), nullable=False),
        sa.Column("tier_since", MOMENT, nullable=False),
        sa.Column("reached_on", sa.Date(), nullable=True),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_discredited_member_id")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_discredited")),
    )
    op.add_column("credibility", sa.Column("was_kappa", sa.Integer(), nullable=True))
    op.add_column("credibility", sa.Column("was_c", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("credibility", "was_c")
    op.drop_column("credibility", "was_kappa")
    op.drop_table("discredited")
