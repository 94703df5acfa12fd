"""favours are counted by day, so that a returned one can be told; a standing says what it is counted by."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

FROM_THE_CHRONICLE = """
INSERT INTO giver_tally (member_id, giver_id, deed, day, count)
SELECT counterparty_id, member_id, deed, {day}, count(*)
FROM activity
WHERE counterparty_id <> member_id AND reverses IS NULL AND NOT EXISTS (
  SELECT 1 FROM activity AS undone WHERE undone.reverses = activity.key AND NOT EXISTS (
    SELECT 1 FROM activity AS redone WHERE redone.reverses = undone.key))
GROUP BY counterparty_id, member_id, deed, {day}
"""
NEW = (
    sa.Column("epoch", sa.Date(), nullable=True),
    sa.Column("policy", sa.String(), nullable=False, server_default=""),
    sa.Column("c", sa.Integer(), nullable=False, server_default="500"),
    sa.Column("reached_on", sa.Date(), nullable=True),
    sa.Column("reviewed_on", sa.Date(), nullable=True),
)


def upgrade() -> None:
    op.drop_table("giver_tally")
    _make(
        sa.Column("deed", sa.String(length=40), nullable=False), sa.Column("day", sa.Date(), nullable=False)
    )
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    day = "(occurred_at AT TIME ZONE 'UTC')::date" if on_postgresql else "date(occurred_at)"
    op.execute(FROM_THE_CHRONICLE.format(day=day))
    for column in NEW:
        op.add_column("standing", column)


def downgrade() -> None:
    for column in reversed(NEW):
        op.drop_column("standing", column.name)
    op.drop_table("giver_tally")
    _make(sa.Column("month", sa.Date(), nullable=False))


def _make(*by: sa.Column) -> None:
    op.create_table(
        "giver_tally",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("giver_id", sa.Integer(), nullable=False),
        *by,
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["giver_id"], ["member.id"], name=op.f("fk_giver_tally_giver_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_giver_tally_member_id")),
        sa.PrimaryKeyConstraint(
            "member_id", "giver_id", *(it.name for it in by), name=op.f("pk_giver_tally")
        ),
    )
