"""a message may be answered in a thread, a room with the doors of the one around it, and show several photos."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # In words: alembic would build the table anew on SQLite, and messages point at it.
    op.execute("ALTER TABLE room ADD COLUMN parent_id INTEGER REFERENCES room (id)")
    op.create_index("ix_room_parent_id", "room", ["parent_id"])
    op.execute("ALTER TABLE message_thing ADD COLUMN card_key VARCHAR REFERENCES link_card (key)")
    op.create_index("ix_message_thing_card_key", "message_thing", ["card_key"])
    op.execute("ALTER TABLE board ADD COLUMN room_id INTEGER REFERENCES room (id)")
    op.create_index("ix_board_room_id", "board", ["room_id"])
    op.add_column("message", sa.Column("more_photos", sa.String(), server_default="", nullable=False))
    op.create_table(
        "thread",
        sa.Column("room_id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_thread_room_id")),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_thread_message_id")),
        sa.PrimaryKeyConstraint("room_id", name=op.f("pk_thread")),
        sa.UniqueConstraint("message_id", name=op.f("uq_thread_message_id")),
    )


def downgrade() -> None:
    op.drop_table("thread")
    op.drop_index("ix_room_parent_id", "room")
    op.drop_column("room", "parent_id")
    op.drop_column("message", "more_photos")
    op.drop_index("ix_message_thing_card_key", "message_thing")
    op.drop_column("message_thing", "card_key")
    op.drop_index("ix_board_room_id", "board")
    op.drop_column("board", "room_id")
