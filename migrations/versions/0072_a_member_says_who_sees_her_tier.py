"""a member says who sees her tier."""

import sqlalchemy as sa
from alembic import op

revision = "0072"
down_revision = "0071"
branch_labels = None
depends_on = None


def upgrade() -> None:
    words = sa.String(length=40)
    op.add_column("letter_box", sa.Column("tier_for", words, server_default="everybody", nullable=False))


def downgrade() -> None:
    op.drop_column("letter_box", "tier_for")
