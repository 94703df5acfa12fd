"""a piece lies on the table of a stream, and is collected from there."""

import sqlalchemy as sa
from alembic import op

import community.db

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None
MOMENT = community.db.UtcDateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "stream_laid",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stream_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("second", sa.Double(), nullable=False),
        sa.Column("off_second", sa.Double(), nullable=True),
        sa.Column("laid_at", MOMENT, nullable=False),
        sa.Column("off_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["item_id"], ["shopping_item.id"], name=op.f("fk_stream_laid_item_id")),
        sa.ForeignKeyConstraint(["stream_id"], ["stream.id"], name=op.f("fk_stream_laid_stream_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stream_laid")),
    )
    op.create_index(op.f("ix_stream_laid_item_id"), "stream_laid", ["item_id"])
    op.create_index("ix_stream_laid_stream_item", "stream_laid", ["stream_id", "item_id"])
    op.execute("ALTER TABLE shopping_item ADD COLUMN via_id INTEGER REFERENCES contribution (id)")
    op.create_index(op.f("ix_shopping_item_via_id"), "shopping_item", ["via_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_shopping_item_via_id"), "shopping_item")
    op.drop_column("shopping_item", "via_id")
    op.drop_table("stream_laid")
