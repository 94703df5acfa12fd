"""a message shows a thing of the house, and is pinned where everybody finds it."""

import sqlalchemy as sa
from alembic import op

import community.db

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "message_thing",
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=True),
        sa.Column("product_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_message_thing_message_id")),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contribution.id"], name=op.f("fk_message_thing_contribution_id")
        ),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_message_thing_product_id")),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_message_thing")),
    )
    op.create_index("ix_message_thing_contribution_id", "message_thing", ["contribution_id"])
    op.create_index("ix_message_thing_product_id", "message_thing", ["product_id"])
    op.add_column("message", sa.Column("pinned_at", community.db.UtcDateTime(timezone=True), nullable=True))
    op.add_column("room", sa.Column("pins", sa.Integer(), server_default="0", nullable=False))


def downgrade() -> None:
    op.drop_column("room", "pins")
    op.drop_column("message", "pinned_at")
    op.drop_table("message_thing")
