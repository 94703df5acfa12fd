"""a product of a seller may be a fake."""

import sqlalchemy as sa
from alembic import op

import community.db

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None
MOMENT = community.db.UtcDateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "dossier",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("storefront_id", sa.Integer(), nullable=False),
        sa.Column("open_key", sa.String(), nullable=True),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("disputed_at", MOMENT, nullable=True),
        sa.Column("votes_until", MOMENT, nullable=True),
        sa.Column("verdict", sa.String(length=40), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_dossier_product_id")),
        sa.ForeignKeyConstraint(["storefront_id"], ["storefront.id"], name=op.f("fk_dossier_storefront_id")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["member.id"], name=op.f("fk_dossier_decided_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier")),
        sa.UniqueConstraint("open_key", name=op.f("uq_dossier_open_key")),
    )
    op.create_index("ix_dossier_product_storefront", "dossier", ["product_id", "storefront_id"])
    op.create_index(op.f("ix_dossier_storefront_id"), "dossier", ["storefront_id"])
    op.create_index(op.f("ix_dossier_opened_at"), "dossier", ["opened_at"])
    op.create_table(
        "dossier_testimony",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("order", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("signs", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_dossier_testimony_dossier_id")),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"], name=op.f("fk_dossier_testimony_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier_testimony")),
        sa.UniqueConstraint("dossier_id", "by_id", name=op.f("uq_dossier_testimony_dossier_id_by_id")),
    )
    op.create_index(op.f("ix_dossier_testimony_by_id"), "dossier_testimony", ["by_id"])
    op.create_table(
        "dossier_evidence",
        sa.Column("testimony_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["testimony_id"], ["dossier_testimony.id"], name=op.f("fk_dossier_evidence_testimony_id")
        ),
        sa.ForeignKeyConstraint(["digest"], ["photo.digest"], name=op.f("fk_dossier_evidence_digest")),
        sa.PrimaryKeyConstraint("testimony_id", "digest", name=op.f("pk_dossier_evidence")),
    )
    op.create_index(op.f("ix_dossier_evidence_digest"), "dossier_evidence", ["digest"])
    op.create_table(
        "dossier_opinion",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("vote", sa.String(length=40), nullable=True),
        sa.Column("signs", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("voted_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_dossier_opinion_dossier_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_dossier_opinion_member_id")),
        sa.PrimaryKeyConstraint("dossier_id", "member_id", name=op.f("pk_dossier_opinion")),
    )
    op.create_index(op.f("ix_dossier_opinion_member_id"), "dossier_opinion", ["member_id"])
    op.create_table(
        "dossier_appeal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("was", sa.String(length=40), nullable=False),
        sa.Column("verdict", sa.String(length=40), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_dossier_appeal_dossier_id")),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"], name=op.f("fk_dossier_appeal_by_id")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["member.id"], name=op.f("fk_dossier_appeal_decided_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier_appeal")),
        sa.UniqueConstraint("dossier_id", "by_id", name=op.f("uq_dossier_appeal_dossier_id_by_id")),
    )
    op.create_index(op.f("ix_dossier_appeal_by_id"), "dossier_appeal", ["by_id"])


def downgrade() -> None:
    for table in ("dossier_appeal", "dossier_opinion", "dossier_evidence", "dossier_testimony", "dossier"):
        op.drop_table(table)
