"""Links are shared, and what came of them is counted."""

import sqlalchemy as sa
from alembic import op

import community.db

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

MOMENT = community.db.UtcDateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "share_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("visits", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contribution.id"], name="fk_share_link_contribution_id"
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_share_link_member_id"),
        sa.PrimaryKeyConstraint("id", name="pk_share_link"),
        sa.UniqueConstraint("token", name="uq_share_link_token"),
    )
    stands = sa.text("ended_at IS NULL")
    op.create_index(
        "ix_share_link_stands",
        "share_link",
        ["contribution_id", "member_id"],
        unique=True,
        sqlite_where=stands,
        postgresql_where=stands,
    )
    op.create_index("ix_share_link_member_id", "share_link", ["member_id"])
    op.create_table(
        "share_day",
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("visits", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["link_id"], ["share_link.id"], name="fk_share_day_link_id"),
        sa.PrimaryKeyConstraint("link_id", "day", name="pk_share_day"),
    )
    op.create_table(
        "share_visitor",
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["link_id"], ["share_link.id"], name="fk_share_visitor_link_id"),
        sa.PrimaryKeyConstraint("link_id", "day", "mark", name="pk_share_visitor"),
    )
    op.create_index("ix_share_visitor_day", "share_visitor", ["day"])
    op.create_table(
        "visit_salt",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("salt", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_visit_salt"),
    )
    op.create_table(
        "share_credit",
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("deed", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["link_id"], ["share_link.id"], name="fk_share_credit_link_id"),
        sa.PrimaryKeyConstraint("mark", name="pk_share_credit"),
    )
    op.create_index("ix_share_credit_link_id", "share_credit", ["link_id"])
    op.create_table(
        "sharing_terms",
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("outside", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contribution.id"], name="fk_sharing_terms_contribution_id"
        ),
        sa.PrimaryKeyConstraint("contribution_id", name="pk_sharing_terms"),
    )


def downgrade() -> None:
    for table in (
        "sharing_terms",
        "share_credit",
        "visit_salt",
        "share_visitor",
        "share_day",
        "share_link",
    ):
        op.drop_table(table)
