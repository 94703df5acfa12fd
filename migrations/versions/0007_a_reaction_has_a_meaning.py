"""A reaction has a meaning."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

KINDS = ("like", "helpful", "seeded", "weed_pulled", "beautiful", "thanks")


def upgrade() -> None:
    with op.batch_alter_table("contribution") as batch:
        batch.add_column(sa.Column("felt", sa.String(), server_default="", nullable=False))
    with op.batch_alter_table("reaction") as batch:
        kind = sa.Enum(*KINDS, name="kind", native_enum=False, length=40)
        batch.add_column(sa.Column("kind", kind, server_default="like", nullable=False))
        batch.drop_index("ix_reaction_member_id")
        batch.create_index("ix_reaction_member_at", ["member_id", "at"])


def downgrade() -> None:
    with op.batch_alter_table("reaction") as batch:
        batch.drop_index("ix_reaction_member_at")
        batch.create_index("ix_reaction_member_id", ["member_id"])
        batch.drop_column("kind")
    with op.batch_alter_table("contribution") as batch:
        batch.drop_column("felt")
