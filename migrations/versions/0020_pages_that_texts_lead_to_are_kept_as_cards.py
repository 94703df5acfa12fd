"""pages that texts lead to are kept as cards."""

import sqlalchemy as sa
from alembic import op

import community.db

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "link_card",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", community.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("site", sa.String(), nullable=False),
        sa.Column("picture", sa.String(), nullable=True),
        sa.Column("found_at", community.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("failed_at", community.db.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["asked_by_id"], ["member.id"], name=op.f("fk_link_card_asked_by_id_member")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_link_card")),
    )
    with op.batch_alter_table("link_card") as batch_op:
        batch_op.create_index(batch_op.f("ix_link_card_asked_by_id"), ["asked_by_id"], unique=False)


def downgrade() -> None:
    op.drop_table("link_card")
