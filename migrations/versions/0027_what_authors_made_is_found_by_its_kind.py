"""what authors made is found by its kind."""

from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_contribution_author_kind_published", "contribution", ["author_id", "kind", "published_at"]
    )
    op.drop_index("ix_contribution_author_published", "contribution")


def downgrade() -> None:
    op.create_index("ix_contribution_author_published", "contribution", ["author_id", "published_at"])
    op.drop_index("ix_contribution_author_kind_published", "contribution")
