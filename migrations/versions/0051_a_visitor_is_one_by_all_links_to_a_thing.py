"""a visitor is one by all links of a member to a thing.

Marks are gone with their day, so those of today are left behind: whoever comes again today counts anew.
"""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_table("share_visitor")
    op.create_table(
        "share_visitor",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["link_id"], ["share_link.id"], name=op.f("fk_share_visitor_link_id")),
        sa.PrimaryKeyConstraint("day", "mark", name=op.f("pk_share_visitor")),
    )
    op.create_index(op.f("ix_share_visitor_link_id"), "share_visitor", ["link_id"])


def downgrade() -> None:
    op.drop_table("share_visitor")
    op.create_table(
        "share_visitor",
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["link_id"], ["share_link.id"], name="fk_share_visitor_link_id"),
        sa.PrimaryKeyConstraint("link_id", "day", "mark", name="pk_share_visitor"),
    )
    op.create_index("ix_share_visitor_day", "share_visitor", ["day"])
