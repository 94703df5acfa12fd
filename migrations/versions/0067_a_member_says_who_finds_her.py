"""a member says who finds her, and who sees her lists."""

import sqlalchemy as sa
from alembic import op

revision = "0067"
down_revision = "0066"
branch_labels = None
depends_on = None


def upgrade() -> None:
    words = sa.String(length=40)
    op.add_column("letter_box", sa.Column("found_by", words, server_default="everybody", nullable=False))
    op.add_column("letter_box", sa.Column("lists_for", words, server_default="members", nullable=False))


def downgrade() -> None:
    op.drop_column("letter_box", "lists_for")
    op.drop_column("letter_box", "found_by")
