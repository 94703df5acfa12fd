"""members share tips and write reviews."""

import sqlalchemy as sa
from alembic import op

import community.db

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tip",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("alt", sa.String(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=True),
        sa.Column("activity_key", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["id"], ["contribution.id"], name=op.f("fk_tip_id")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_tip_product_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tip")),
    )
    op.create_index(op.f("ix_tip_product_id"), "tip", ["product_id"])

    op.create_table(
        "review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("writer_id", sa.Integer(), nullable=False),
        sa.Column("stars", sa.Integer(), nullable=False),
        sa.Column("again", sa.Boolean(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("html", sa.String(), nullable=False),
        sa.Column("purchase_id", sa.Integer(), nullable=True),
        sa.Column("returned_at", community.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("activity_key", sa.String(), nullable=True),
        sa.CheckConstraint("stars BETWEEN 1 AND 5", name=op.f("ck_review_one_to_five")),
        sa.ForeignKeyConstraint(["id"], ["contribution.id"], name=op.f("fk_review_id")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_review_product_id")),
        sa.ForeignKeyConstraint(["purchase_id"], ["purchase_line.id"], name=op.f("fk_review_purchase_id")),
        sa.ForeignKeyConstraint(["writer_id"], ["member.id"], name=op.f("fk_review_writer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
    )
    op.create_index("ix_review_product_writer", "review", ["product_id", "writer_id"])

    op.create_table(
        "review_version",
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("stars", sa.Integer(), nullable=False),
        sa.Column("again", sa.Boolean(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", community.db.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"], name=op.f("fk_review_version_review_id")),
        sa.PrimaryKeyConstraint("review_id", "version", name=op.f("pk_review_version")),
    )


def downgrade() -> None:
    op.drop_table("review_version")
    op.drop_table("review")
    op.drop_table("tip")
