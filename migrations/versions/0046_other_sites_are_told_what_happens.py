"""other sites are told what happens here."""

import sqlalchemy as sa
from alembic import op

from community.db import UtcDateTime

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

MOMENT = UtcDateTime(timezone=True)
EVENTS = (
    *("story.published", "list.published", "topic.opened", "tip.shared", "review.written", "reply.written"),
    *("contribution.reposted", "contribution.withdrawn", "member.joined", "webhook.test"),
)


def upgrade() -> None:
    op.create_table(
        "webhook",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("wishes", sa.String(), nullable=False),
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("failing_since", MOMENT, nullable=True),
        sa.Column("paused_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook")),
        sa.ForeignKeyConstraint(["made_by_id"], ["member.id"], name=op.f("fk_webhook_made_by_id_member")),
    )
    op.create_index(op.f("ix_webhook_made_by_id"), "webhook", ["made_by_id"])
    op.create_table(
        "webhook_letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("webhook_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("event", sa.Enum(*EVENTS, name="event", native_enum=False, length=40), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=True),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("tried_at", MOMENT, nullable=True),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("arrived_at", MOMENT, nullable=True),
        sa.Column("given_up_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook_letter")),
        sa.UniqueConstraint("key", name=op.f("uq_webhook_letter_key")),
        sa.ForeignKeyConstraint(
            ["webhook_id"],
            ["webhook.id"],
            name=op.f("fk_webhook_letter_webhook_id_webhook"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contribution.id"],
            name=op.f("fk_webhook_letter_contribution_id_contribution"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name=op.f("fk_webhook_letter_member_id_member")
        ),
    )
    for column in ("webhook_id", "contribution_id", "member_id", "made_at"):
        op.create_index(op.f(f"ix_webhook_letter_{column}"), "webhook_letter", [column])


def downgrade() -> None:
    op.drop_table("webhook_letter")
    op.drop_table("webhook")
