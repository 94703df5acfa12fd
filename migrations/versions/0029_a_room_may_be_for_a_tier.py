"""a room may be for a tier and up, or for the team."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "room", sa.Column("audience", sa.String(length=40), server_default="members", nullable=False)
    )


def downgrade() -> None:
    op.drop_column("room", "audience")
