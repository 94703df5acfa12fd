"""A member follows and mutes topics and boards."""

import sqlalchemy as sa
from alembic import op

import community.db

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "board_reading",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("board_id", sa.Integer(), nullable=False),
        sa.Column("read_at", community.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column(
            "interest",
            sa.Enum("follow", "mute", name="interest", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("at", community.db.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name=op.f("fk_board_reading_board_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_board_reading_member_id")),
        sa.PrimaryKeyConstraint("member_id", "board_id", name=op.f("pk_board_reading")),
    )
    with op.batch_alter_table("board_reading", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_board_reading_board_id"), ["board_id"], unique=False)

    with op.batch_alter_table("topic_reading", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "interest",
                sa.Enum("follow", "mute", name="interest", native_enum=False, length=40),
                nullable=True,
            )
        )


def downgrade() -> None:
    with op.batch_alter_table("topic_reading", schema=None) as batch_op:
        batch_op.drop_column("interest")

    with op.batch_alter_table("board_reading", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_board_reading_board_id"))

    op.drop_table("board_reading")
