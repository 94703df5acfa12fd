"""a member asks for another look at what was taken back from the score."""

import sqlalchemy as sa
from alembic import op

from community.db import UtcDateTime

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None
MOMENT = UtcDateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "score_appeal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("activity_id", sa.Integer(), nullable=True),
        sa.Column("caused_by_id", sa.Integer(), nullable=True),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.Column("won", sa.Boolean(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["activity_id"], ["activity.id"], name=op.f("fk_score_appeal_activity_id")),
        *(
            sa.ForeignKeyConstraint([name], ["member.id"], name=op.f(f"fk_score_appeal_{name}"))
            for name in ("member_id", "caused_by_id", "decided_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score_appeal")),
        sa.UniqueConstraint("activity_id", "member_id", name=op.f("uq_score_appeal_activity_id_member_id")),
    )
    op.create_index(op.f("ix_score_appeal_member_id"), "score_appeal", ["member_id"])
    op.create_index("ix_score_appeal_decided_at", "score_appeal", ["decided_at", "at"])


def downgrade() -> None:
    op.drop_table("score_appeal")
