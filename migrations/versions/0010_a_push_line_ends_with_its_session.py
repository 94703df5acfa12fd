"""A push line ends with the session it began in."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("push_line") as batch_op:
        batch_op.add_column(sa.Column("session_id", sa.Integer(), nullable=True))
        batch_op.create_index("ix_push_line_session_id", ["session_id"])
        batch_op.create_foreign_key(
            "fk_push_line_session_id", "session", ["session_id"], ["id"], ondelete="CASCADE"
        )


def downgrade() -> None:
    with op.batch_alter_table("push_line") as batch_op:
        batch_op.drop_constraint("fk_push_line_session_id", type_="foreignkey")
        batch_op.drop_index("ix_push_line_session_id")
        batch_op.drop_column("session_id")
