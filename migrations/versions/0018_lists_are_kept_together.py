"""lists are kept together, followed, shown to guests, and tell who changed what."""

import sqlalchemy as sa
from alembic import op

import community.db

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

WHATS = (
    "added", "changed", "turned", "arranged", "removed", "put_back", "merged", "sectioned", "renamed",
    "published", "withdrawn", "came", "went",
)  # fmt: skip


def upgrade() -> None:
    op.create_table(
        "list_companion",
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column(
            "part", sa.Enum("fills", "looks", name="part", native_enum=False, length=40), nullable=False
        ),
        sa.Column("invited_at", community.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", community.db.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["list_id"], ["shopping_list.id"], name=op.f("fk_list_companion_list_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_list_companion_member_id")),
        sa.PrimaryKeyConstraint("list_id", "member_id", name=op.f("pk_list_companion")),
    )
    op.create_index(op.f("ix_list_companion_member_id"), "list_companion", ["member_id"])
    op.create_table(
        "list_follower",
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("at", community.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("looked_at", community.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("activity_key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["list_id"], ["shopping_list.id"], name=op.f("fk_list_follower_list_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_list_follower_member_id")),
        sa.PrimaryKeyConstraint("list_id", "member_id", name=op.f("pk_list_follower")),
    )
    op.create_index(op.f("ix_list_follower_member_id"), "list_follower", ["member_id"])
    op.create_table(
        "list_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.Enum(*WHATS, name="what", native_enum=False, length=40), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("at", community.db.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["shopping_item.id"], name=op.f("fk_list_change_item_id")),
        sa.ForeignKeyConstraint(["list_id"], ["shopping_list.id"], name=op.f("fk_list_change_list_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_list_change_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_list_change")),
    )
    op.create_index("ix_list_change_list_at", "list_change", ["list_id", "at"])
    op.create_index(op.f("ix_list_change_item_id"), "list_change", ["item_id"])
    op.create_index(op.f("ix_list_change_member_id"), "list_change", ["member_id"])
    op.create_table(
        "guest_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("word_hash", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("prices", sa.Boolean(), nullable=False),
        sa.Column("notes", sa.Boolean(), nullable=False),
        sa.Column("wanted_only", sa.Boolean(), nullable=False),
        sa.Column("made_at", community.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ends_at", community.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", community.db.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["list_id"], ["shopping_list.id"], name=op.f("fk_guest_link_list_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guest_link")),
        sa.UniqueConstraint("word_hash", name=op.f("uq_guest_link_word_hash")),
    )
    op.create_index(op.f("ix_guest_link_list_id"), "guest_link", ["list_id"])
    op.create_table(
        "guest_view",
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("hour", community.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["link_id"], ["guest_link.id"], name=op.f("fk_guest_view_link_id")),
        sa.PrimaryKeyConstraint("link_id", "hour", name=op.f("pk_guest_view")),
    )
    with op.batch_alter_table("shopping_list") as table:
        table.add_column(sa.Column("news_from", community.db.UtcDateTime(timezone=True), nullable=True))
    with op.batch_alter_table("shopping_item") as table:
        table.add_column(sa.Column("first_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("added_by_id", sa.Integer(), nullable=True))
        table.create_foreign_key(op.f("fk_shopping_item_first_id"), "shopping_item", ["first_id"], ["id"])
        table.create_foreign_key(op.f("fk_shopping_item_added_by_id"), "member", ["added_by_id"], ["id"])
        table.create_index(op.f("ix_shopping_item_first_id"), ["first_id"])
        table.create_index(op.f("ix_shopping_item_added_by_id"), ["added_by_id"])
    op.execute("UPDATE shopping_item SET first_id = origin_id WHERE origin_id IS NOT NULL")
    op.execute(
        "UPDATE shopping_item SET added_by_id = "
        "(SELECT author_id FROM contribution WHERE contribution.id = shopping_item.list_id)"
    )


def downgrade() -> None:
    with op.batch_alter_table("shopping_item") as table:
        table.drop_index(op.f("ix_shopping_item_added_by_id"))
        table.drop_index(op.f("ix_shopping_item_first_id"))
        table.drop_constraint(op.f("fk_shopping_item_added_by_id"), type_="foreignkey")
        table.drop_constraint(op.f("fk_shopping_item_first_id"), type_="foreignkey")
        table.drop_column("added_by_id")
        table.drop_column("first_id")
    with op.batch_alter_table("shopping_list") as table:
        table.drop_column("news_from")
    for name in ("guest_view", "guest_link", "list_change", "list_follower", "list_companion"):
        op.drop_table(name)
