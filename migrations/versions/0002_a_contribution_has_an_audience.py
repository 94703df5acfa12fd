"""a contribution has an audience."""

import sqlalchemy as sa
from alembic import op

import community.db

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    words = ("members", "super", "apass", "followers", "only_me")
    audience = sa.Enum(*words, name="audience", native_enum=False, length=40)
    with op.batch_alter_table("contribution") as batch_op:
        batch_op.add_column(sa.Column("audience", audience, server_default="members", nullable=False))
    with op.batch_alter_table("story") as batch_op:
        batch_op.add_column(sa.Column("told_at", community.db.UtcDateTime(timezone=True), nullable=True))
    published = "SELECT published_at FROM contribution WHERE contribution.id = story.id"
    op.execute(f"UPDATE story SET told_at = ({published})")  # noqa: S608  it holds nothing from outside


def downgrade() -> None:
    with op.batch_alter_table("story") as batch_op:
        batch_op.drop_column("told_at")
    with op.batch_alter_table("contribution") as batch_op:
        batch_op.drop_column("audience")
