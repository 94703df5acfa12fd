"""how credible each member is to the others is counted nightly and kept by its date."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "credibility",
        sa.Column("epoch", sa.Date(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("kappa", sa.Integer(), nullable=False),
        sa.Column("c", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_credibility_member_id_member")),
        sa.PrimaryKeyConstraint("epoch", "member_id", name=op.f("pk_credibility")),
    )


def downgrade() -> None:
    op.drop_table("credibility")
