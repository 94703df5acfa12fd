"""The bell: news of a member, its causes, and her wishes about them."""

import sqlalchemy as sa
from alembic import op

import community.db

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "bell",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("quiet_from", sa.Integer(), nullable=True),
        sa.Column("quiet_until", sa.Integer(), nullable=True),
        sa.Column("undisturbed_until", community.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("tells_who", sa.Boolean(), nullable=False),
        sa.Column(
            "digest",
            sa.Enum("never", "daily", "weekly", name="rhythm", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("digest_hour", sa.Integer(), nullable=False),
        sa.Column("digest_due_at", community.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("digested_at", community.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("rings_at", community.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("bounces", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_bell_member_id")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_bell")),
    )
    with op.batch_alter_table("bell", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bell_digest_due_at"), ["digest_due_at"], unique=False)

    op.create_table(
        "notification_wish",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "reply",
                "thread",
                "mention",
                "like",
                "share",
                "collect",
                "follow",
                "joined",
                "tier",
                "published",
                "topic",
                "solved",
                "invited",
                "list",
                "price",
                "reminder",
                "review",
                "chat",
                "club",
                name="kind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "channel",
            sa.Enum("app", "mail", "push", name="channel", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("wanted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_notification_wish_member_id")),
        sa.PrimaryKeyConstraint("member_id", "kind", "channel", name=op.f("pk_notification_wish")),
    )
    op.create_table(
        "push_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("endpoint", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("auth", sa.String(), nullable=False),
        sa.Column("browser", sa.String(), nullable=False),
        sa.Column("created_at", community.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("reached_at", community.db.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_push_line_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_push_line")),
        sa.UniqueConstraint("endpoint", name=op.f("uq_push_line_endpoint")),
    )
    with op.batch_alter_table("push_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_push_line_member_id"), ["member_id"], unique=False)

    op.create_table(
        "notification",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "reply",
                "thread",
                "mention",
                "like",
                "share",
                "collect",
                "follow",
                "joined",
                "tier",
                "published",
                "topic",
                "solved",
                "invited",
                "list",
                "price",
                "reminder",
                "review",
                "chat",
                "club",
                name="kind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("about_id", sa.Integer(), nullable=True),
        sa.Column("thing", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.Column("at", community.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("read_at", community.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("mail_due_at", community.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("mailed_at", community.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("push_due_at", community.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("pushed_at", community.db.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["about_id"], ["contribution.id"], name=op.f("fk_notification_about_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_notification_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notification")),
    )
    with op.batch_alter_table("notification", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notification_about_id"), ["about_id"], unique=False)
        batch_op.create_index("ix_notification_member_at", ["member_id", "at"], unique=False)
        batch_op.create_index(
            "uq_notification_unread",
            ["member_id", "kind", "thing"],
            unique=True,
            sqlite_where=sa.text("read_at IS NULL"),
            postgresql_where=sa.text("read_at IS NULL"),
        )

    op.create_table(
        "notification_muted",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=False),
        sa.Column("at", community.db.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["about_id"], ["contribution.id"], name=op.f("fk_notification_muted_about_id")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_notification_muted_member_id")),
        sa.PrimaryKeyConstraint("member_id", "about_id", name=op.f("pk_notification_muted")),
    )
    with op.batch_alter_table("notification_muted", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notification_muted_about_id"), ["about_id"], unique=False)

    op.create_table(
        "notification_cause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notification_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("through_id", sa.Integer(), nullable=True),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("at", community.db.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"], name=op.f("fk_notification_cause_by_id")),
        sa.ForeignKeyConstraint(
            ["notification_id"],
            ["notification.id"],
            name=op.f("fk_notification_cause_notification_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["through_id"], ["contribution.id"], name=op.f("fk_notification_cause_through_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notification_cause")),
        sa.UniqueConstraint("notification_id", "key", name=op.f("uq_notification_cause_notification_id_key")),
    )
    with op.batch_alter_table("notification_cause", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notification_cause_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_notification_cause_key"), ["key"], unique=False)
        batch_op.create_index(batch_op.f("ix_notification_cause_through_id"), ["through_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("notification_cause", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_notification_cause_through_id"))
        batch_op.drop_index(batch_op.f("ix_notification_cause_key"))
        batch_op.drop_index(batch_op.f("ix_notification_cause_by_id"))

    op.drop_table("notification_cause")
    with op.batch_alter_table("notification_muted", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_notification_muted_about_id"))

    op.drop_table("notification_muted")
    with op.batch_alter_table("notification", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_notification_unread",
            sqlite_where=sa.text("read_at IS NULL"),
            postgresql_where=sa.text("read_at IS NULL"),
        )
        batch_op.drop_index("ix_notification_member_at")
        batch_op.drop_index(batch_op.f("ix_notification_about_id"))

    op.drop_table("notification")
    with op.batch_alter_table("push_line", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_push_line_member_id"))

    op.drop_table("push_line")
    op.drop_table("notification_wish")
    with op.batch_alter_table("bell", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bell_digest_due_at"))

    op.drop_table("bell")
