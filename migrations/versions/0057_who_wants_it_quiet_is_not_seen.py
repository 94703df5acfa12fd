"""who wants it quiet is not seen in rooms, and sees no numbers."""

import sqlalchemy as sa
from alembic import op

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None
COLUMNS = ("is_seen", "shows_counts")


def upgrade() -> None:
    for name in COLUMNS:
        op.add_column("letter_box", sa.Column(name, sa.Boolean(), server_default=sa.true(), nullable=False))


def downgrade() -> None:
    for name in COLUMNS:
        op.drop_column("letter_box", name)
