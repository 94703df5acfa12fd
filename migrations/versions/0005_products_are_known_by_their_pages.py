"""products are known by their pages."""

import sqlalchemy as sa
from alembic import op

import community.db

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

SHOWN = """
UPDATE product SET shown_at = (
  SELECT min(price_seen.told_at) FROM price_seen WHERE price_seen.product_id = product.id
) WHERE shown_at IS NULL
"""
ON_LISTS = """
UPDATE product SET shown_at = (
  SELECT min(contribution.published_at) FROM shopping_item
  JOIN contribution ON contribution.id = shopping_item.list_id
  WHERE shopping_item.product_id = product.id AND shopping_item.private = :no AND shopping_item.removed_at IS NULL
) WHERE shown_at IS NULL
"""


def upgrade() -> None:
    with op.batch_alter_table("storefront") as table:
        table.add_column(sa.Column("host", sa.String(), nullable=True))
        table.create_unique_constraint(op.f("uq_storefront_host"), ["host"])
    with op.batch_alter_table("product") as table:
        table.add_column(sa.Column("gtin", sa.String(), nullable=False, server_default=""))
        table.add_column(sa.Column("shown_at", community.db.UtcDateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("merged_into_id", sa.Integer(), nullable=True))
        table.create_index(op.f("ix_product_gtin"), ["gtin"])
        table.create_index(op.f("ix_product_merged_into_id"), ["merged_into_id"])
        table.create_foreign_key(op.f("fk_product_merged_into_id"), "product", ["merged_into_id"], ["id"])
    with op.batch_alter_table("price_seen") as table:
        table.alter_column("seen_by_id", existing_type=sa.Integer(), nullable=True)
        table.alter_column("source", existing_type=sa.String(), type_=sa.String(length=40))
    op.create_table(
        "product_page",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("storefront_id", sa.Integer(), nullable=False),
        sa.Column("sku", sa.String(), nullable=False),
        sa.Column("stock", sa.String(length=40), nullable=True),
        sa.Column("seen_at", community.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("look_at", community.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_product_page_product_id")),
        sa.ForeignKeyConstraint(
            ["storefront_id"], ["storefront.id"], name=op.f("fk_product_page_storefront_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_page")),
        sa.UniqueConstraint("key", name=op.f("uq_product_page_key")),
    )
    op.create_index(op.f("ix_product_page_look_at"), "product_page", ["look_at"])
    op.create_index(op.f("ix_product_page_product_id"), "product_page", ["product_id"])
    op.create_index(op.f("ix_product_page_storefront_id"), "product_page", ["storefront_id"])
    op.create_table(
        "product_merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("merged_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", community.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.Column("undone_at", community.db.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"], name=op.f("fk_product_merge_by_id")),
        sa.ForeignKeyConstraint(["kept_id"], ["product.id"], name=op.f("fk_product_merge_kept_id")),
        sa.ForeignKeyConstraint(["merged_id"], ["product.id"], name=op.f("fk_product_merge_merged_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_merge")),
    )
    op.create_index(op.f("ix_product_merge_by_id"), "product_merge", ["by_id"])
    op.create_index(op.f("ix_product_merge_kept_id"), "product_merge", ["kept_id"])
    op.create_index(op.f("ix_product_merge_merged_id"), "product_merge", ["merged_id"])
    with op.batch_alter_table("shopping_item") as table:
        table.add_column(sa.Column("target", sa.BigInteger(), nullable=True))
        table.add_column(sa.Column("target_met_id", sa.Integer(), nullable=True))
        table.create_index(op.f("ix_shopping_item_target_met_id"), ["target_met_id"])
        table.create_foreign_key(
            op.f("fk_shopping_item_target_met_id"), "price_seen", ["target_met_id"], ["id"]
        )
    op.execute(sa.text(SHOWN))
    op.execute(sa.text(ON_LISTS).bindparams(sa.bindparam("no", value=False, type_=sa.Boolean())))


def downgrade() -> None:
    with op.batch_alter_table("shopping_item") as table:
        table.drop_constraint(op.f("fk_shopping_item_target_met_id"), type_="foreignkey")
        table.drop_index(op.f("ix_shopping_item_target_met_id"))
        table.drop_column("target_met_id")
        table.drop_column("target")
    op.drop_table("product_merge")
    op.drop_table("product_page")
    op.execute(sa.text("DELETE FROM price_seen WHERE seen_by_id IS NULL"))
    with op.batch_alter_table("price_seen") as table:
        table.alter_column("source", existing_type=sa.String(length=40), type_=sa.String())
        table.alter_column("seen_by_id", existing_type=sa.Integer(), nullable=False)
    with op.batch_alter_table("product") as table:
        table.drop_constraint(op.f("fk_product_merged_into_id"), type_="foreignkey")
        table.drop_index(op.f("ix_product_merged_into_id"))
        table.drop_index(op.f("ix_product_gtin"))
        table.drop_column("merged_into_id")
        table.drop_column("shown_at")
        table.drop_column("gtin")
    with op.batch_alter_table("storefront") as table:
        table.drop_constraint(op.f("uq_storefront_host"), type_="unique")
        table.drop_column("host")
