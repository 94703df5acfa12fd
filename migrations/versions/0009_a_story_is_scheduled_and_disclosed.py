"""a story is scheduled and disclosed."""

import sqlalchemy as sa
from alembic import op

import community.db

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = community.db.UtcDateTime(timezone=True)
    words = sa.Enum("gifted", "sponsored", "own_brand", name="disclosure", native_enum=False, length=40)
    with op.batch_alter_table("contribution") as batch_op:
        batch_op.add_column(sa.Column("disclosure", words, nullable=True))
        batch_op.add_column(sa.Column("sponsor", sa.String(), server_default="", nullable=False))
    with op.batch_alter_table("story") as batch_op:
        batch_op.add_column(sa.Column("due_at", moment, nullable=True))
        batch_op.add_column(sa.Column("slug_chosen", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_table(
        "disclosure_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("disclosure", words, nullable=True),
        sa.Column("sponsor", sa.String(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contribution.id"], name="fk_disclosure_change_contribution_id"
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_disclosure_change_member_id"),
        sa.PrimaryKeyConstraint("id", name="pk_disclosure_change"),
    )
    op.create_index("ix_disclosure_change_contribution_id", "disclosure_change", ["contribution_id"])


def downgrade() -> None:
    op.drop_table("disclosure_change")
    with op.batch_alter_table("story") as batch_op:
        batch_op.drop_column("slug_chosen")
        batch_op.drop_column("due_at")
    with op.batch_alter_table("contribution") as batch_op:
        batch_op.drop_column("sponsor")
        batch_op.drop_column("disclosure")
