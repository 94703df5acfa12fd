"""a member hides the own numbers from herself."""

import sqlalchemy as sa
from alembic import op

from community.db import UtcDateTime

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("member", sa.Column("numbers_hidden_at", UtcDateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("member", "numbers_hidden_at")
