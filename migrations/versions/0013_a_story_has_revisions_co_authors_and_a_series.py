"""a story has revisions, co-authors and a series."""

import sqlalchemy as sa
from alembic import op

import community.db

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = community.db.UtcDateTime(timezone=True)
    op.create_table(
        "co_author",
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("invited_at", moment, nullable=False),
        sa.Column("accepted_at", moment, nullable=True),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contribution.id"], name="fk_co_author_contribution_id"
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_co_author_member_id"),
        sa.PrimaryKeyConstraint("contribution_id", "member_id", name="pk_co_author"),
    )
    op.create_index("ix_co_author_member_id", "co_author", ["member_id"])
    op.create_table(
        "series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("created_at", moment, nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["member.id"], name="fk_series_owner_id"),
        sa.PrimaryKeyConstraint("id", name="pk_series"),
    )
    op.create_index("ix_series_owner_id", "series", ["owner_id"])
    op.create_table(
        "story_revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("was_read", sa.Boolean(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("excerpt", sa.String(), nullable=False),
        sa.Column("tags", sa.String(), nullable=False),
        sa.Column("cover", sa.String(), nullable=True),
        sa.Column("cover_alt", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name="fk_story_revision_story_id"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_story_revision_member_id"),
        sa.PrimaryKeyConstraint("id", name="pk_story_revision"),
        sa.UniqueConstraint("story_id", "number", name="uq_story_revision_story_id_number"),
    )
    with op.batch_alter_table("story") as batch_op:
        batch_op.add_column(sa.Column("series_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("series_place", sa.Integer(), server_default="0", nullable=False))
        batch_op.create_foreign_key("fk_story_series_id", "series", ["series_id"], ["id"])
        batch_op.create_index("ix_story_series_id", ["series_id"])


def downgrade() -> None:
    with op.batch_alter_table("story") as batch_op:
        batch_op.drop_index("ix_story_series_id")
        batch_op.drop_constraint("fk_story_series_id", type_="foreignkey")
        batch_op.drop_column("series_place")
        batch_op.drop_column("series_id")
    op.drop_table("story_revision")
    op.drop_table("series")
    op.drop_table("co_author")
