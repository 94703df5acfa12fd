"""an outlet that is switched on again begins a new line."""

import sqlalchemy as sa
from alembic import op

from community.db import UtcDateTime

revision = "0071"
down_revision = "0070"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outlet_line", sa.Column("on_since", UtcDateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("outlet_line", "on_since")
