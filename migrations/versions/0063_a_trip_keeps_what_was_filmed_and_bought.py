"""a trip keeps what was filmed at its stops, and what was bought of it."""

import sqlalchemy as sa
from alembic import op

revision = "0063"
down_revision = "0062"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE stream ADD COLUMN stop_id INTEGER REFERENCES trip_stop (id)")
    op.create_index(op.f("ix_stream_stop_id"), "stream", ["stop_id"])
    op.create_table(
        "trip_bought",
        sa.Column("trip_id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("buyers", sa.Integer(), nullable=False),
        sa.Column("orders", sa.Integer(), nullable=False),
        sa.Column("returned", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_trip_bought_product_id")),
        sa.ForeignKeyConstraint(["trip_id"], ["trip.id"], name=op.f("fk_trip_bought_trip_id")),
        sa.PrimaryKeyConstraint("trip_id", "product_id", name=op.f("pk_trip_bought")),
    )
    op.create_index(op.f("ix_trip_bought_product_id"), "trip_bought", ["product_id"])


def downgrade() -> None:
    op.drop_table("trip_bought")
    op.drop_index(op.f("ix_stream_stop_id"), "stream")
    op.drop_column("stream", "stop_id")
