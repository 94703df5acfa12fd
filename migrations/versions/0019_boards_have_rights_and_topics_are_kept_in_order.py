"""Boards have rights, topics are kept in order and ask in polls."""

import sqlalchemy as sa
from alembic import op

import community.db

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "held_post",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("board_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("tags", sa.String(), nullable=False),
        sa.Column("quoted_id", sa.Integer(), nullable=True),
        sa.Column("at", community.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("decided_at", community.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("became_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["member.id"], name=op.f("fk_held_post_author_id")),
        sa.ForeignKeyConstraint(["became_id"], ["contribution.id"], name=op.f("fk_held_post_became_id")),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name=op.f("fk_held_post_board_id")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["member.id"], name=op.f("fk_held_post_decided_by_id")),
        sa.ForeignKeyConstraint(["quoted_id"], ["reply.id"], name=op.f("fk_held_post_quoted_id")),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_held_post_topic_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_post")),
    )
    with op.batch_alter_table("held_post", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_held_post_author_id"), ["author_id"], unique=False)
        batch_op.create_index("ix_held_post_board_decided", ["board_id", "decided_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_held_post_topic_id"), ["topic_id"], unique=False)

    op.create_table(
        "poll",
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("voters", sa.Integer(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column(
            "shows",
            sa.Enum("always", "after_vote", "at_end", name="shows", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("secret", sa.Boolean(), nullable=False),
        sa.Column("closes_at", community.db.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_poll_topic_id")),
        sa.PrimaryKeyConstraint("topic_id", name=op.f("pk_poll")),
    )
    op.create_table(
        "poll_vote",
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("at", community.db.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_poll_vote_member_id")),
        sa.ForeignKeyConstraint(["topic_id"], ["poll.topic_id"], name=op.f("fk_poll_vote_topic_id")),
        sa.PrimaryKeyConstraint("topic_id", "member_id", name=op.f("pk_poll_vote")),
    )
    with op.batch_alter_table("poll_vote", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_poll_vote_member_id"), ["member_id"], unique=False)

    with op.batch_alter_table("board", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "reads_from",
                sa.Enum(
                    "members",
                    "super",
                    "apass",
                    "staff",
                    "followers",
                    "only_me",
                    name="audience",
                    native_enum=False,
                    length=40,
                ),
                server_default="members",
                nullable=False,
            )
        )
        batch_op.add_column(
            sa.Column(
                "replies_from",
                sa.Enum(
                    "members",
                    "super",
                    "apass",
                    "bloggers",
                    "staff",
                    name="opensto",
                    native_enum=False,
                    length=40,
                ),
                server_default="members",
                nullable=False,
            )
        )
        batch_op.add_column(
            sa.Column(
                "review",
                sa.Enum("nothing", "topics", "everything", name="review", native_enum=False, length=40),
                server_default="nothing",
                nullable=False,
            )
        )
        batch_op.add_column(sa.Column("keepers", sa.JSON(), server_default="[]", nullable=False))

    with op.batch_alter_table("topic", schema=None) as batch_op:
        batch_op.add_column(sa.Column("answer_key", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("pinned_until", community.db.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("slow_seconds", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("trace", sa.JSON(), server_default="[]", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("topic", schema=None) as batch_op:
        batch_op.drop_column("trace")
        batch_op.drop_column("slow_seconds")
        batch_op.drop_column("pinned_until")
        batch_op.drop_column("answer_key")

    with op.batch_alter_table("board", schema=None) as batch_op:
        batch_op.drop_column("keepers")
        batch_op.drop_column("review")
        batch_op.drop_column("replies_from")
        batch_op.drop_column("reads_from")

    with op.batch_alter_table("poll_vote", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_poll_vote_member_id"))

    op.drop_table("poll_vote")
    op.drop_table("poll")
    with op.batch_alter_table("held_post", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_held_post_topic_id"))
        batch_op.drop_index("ix_held_post_board_decided")
        batch_op.drop_index(batch_op.f("ix_held_post_author_id"))

    op.drop_table("held_post")
