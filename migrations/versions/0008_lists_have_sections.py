"""lists have sections, and remember what publishing them was worth."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "shopping_section",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["list_id"], ["shopping_list.id"], name=op.f("fk_shopping_section_list_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shopping_section")),
    )
    op.create_index("ix_shopping_section_list_place", "shopping_section", ["list_id", "place"])
    with op.batch_alter_table("shopping_list") as table:
        table.add_column(sa.Column("activity_key", sa.String(), nullable=True))
    with op.batch_alter_table("shopping_item") as table:
        table.add_column(sa.Column("section_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_shopping_item_section_id"), "shopping_section", ["section_id"], ["id"]
        )
        table.create_index(op.f("ix_shopping_item_section_id"), ["section_id"])
    op.execute(
        "UPDATE shopping_list SET activity_key = 'list.published:' || id WHERE EXISTS "
        "(SELECT 1 FROM activity WHERE activity.key = 'list.published:' || shopping_list.id) AND EXISTS "
        "(SELECT 1 FROM contribution WHERE contribution.id = shopping_list.id AND published_at IS NOT NULL "
        "AND removed_at IS NULL)"
    )


def downgrade() -> None:
    with op.batch_alter_table("shopping_item") as table:
        table.drop_index(op.f("ix_shopping_item_section_id"))
        table.drop_constraint(op.f("fk_shopping_item_section_id"), type_="foreignkey")
        table.drop_column("section_id")
    with op.batch_alter_table("shopping_list") as table:
        table.drop_column("activity_key")
    op.drop_index("ix_shopping_section_list_place", table_name="shopping_section")
    op.drop_table("shopping_section")
