"""attacks are played by the rules that somebody proposes."""

import sqlalchemy as sa
from alembic import op

from community.db import UtcDateTime

revision = "0068"
down_revision = "0067"
branch_labels = None
depends_on = None
MOMENT = UtcDateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "attack_trial",
        sa.Column("rules", sa.String(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("heard_at", MOMENT, nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("played", sa.Integer(), nullable=False),
        sa.Column("of", sa.Integer(), nullable=False),
        sa.Column("found", sa.JSON(), nullable=False),
        sa.Column("trouble", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("rules", name=op.f("pk_attack_trial")),
    )
    op.create_index(op.f("ix_attack_trial_asked_at"), "attack_trial", ["asked_at"])


def downgrade() -> None:
    op.drop_table("attack_trial")
