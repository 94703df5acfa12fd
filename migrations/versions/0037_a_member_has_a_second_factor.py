"""a member has a second factor, and a session knows when it was last proven."""

import sqlalchemy as sa
from alembic import op

from community.db import UtcDateTime

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _table(
        "authenticator_app",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sealed_secret", sa.String(), nullable=False),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("used_at", UtcDateTime(timezone=True)),
    )
    _table(
        "passkey",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("credential", sa.String(), nullable=False),
        sa.Column("public_key", sa.String(), nullable=False),
        sa.Column("uses", sa.BigInteger(), nullable=False),
        sa.Column("created_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("used_at", UtcDateTime(timezone=True)),
        sa.UniqueConstraint("credential", name="uq_passkey_credential"),
    )
    _table(
        "passkey_challenge",
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("made_at", UtcDateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("secret", name="uq_passkey_challenge_secret"),
    )
    _table(
        "recovery_code",
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("created_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("used_at", UtcDateTime(timezone=True)),
        sa.UniqueConstraint("code_hash", name="uq_recovery_code_code_hash"),
    )
    _table(
        "lock_change",
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("browser", sa.String(), nullable=False),
        sa.Column("at", UtcDateTime(timezone=True), nullable=False),
    )
    _table(
        "provider_link",
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("linked_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("used_at", UtcDateTime(timezone=True)),
        sa.UniqueConstraint("issuer", "subject", name="uq_provider_link_issuer_subject"),
        sa.UniqueConstraint("member_id", "issuer", name="uq_provider_link_member_id_issuer"),
    )
    # Whoever is signed in today proves anew before the first dangerous thing.
    long_ago = sa.text("'1970-01-01 00:00:00'")
    op.add_column(
        "session", sa.Column("proven_at", UtcDateTime(timezone=True), server_default=long_ago, nullable=False)
    )


def downgrade() -> None:
    op.drop_column("session", "proven_at")
    for name in (
        "provider_link",
        "lock_change",
        "recovery_code",
        "passkey_challenge",
        "passkey",
        "authenticator_app",
    ):
        op.drop_table(name)


def _table(name: str, *columns: sa.Column | sa.UniqueConstraint) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=f"fk_{name}_member_id"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
    )
    op.create_index(f"ix_{name}_member_id", name, ["member_id"])
