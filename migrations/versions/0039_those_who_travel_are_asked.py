"""those who travel are asked."""

import sqlalchemy as sa
from alembic import op

import community.db

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "trip_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("trip_id", sa.Integer(), nullable=False),
        sa.Column("stop_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["id"], ["contribution.id"], name=op.f("fk_trip_question_id")),
        sa.ForeignKeyConstraint(["stop_id"], ["trip_stop.id"], name=op.f("fk_trip_question_stop_id")),
        sa.ForeignKeyConstraint(["trip_id"], ["trip.id"], name=op.f("fk_trip_question_trip_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trip_question")),
    )
    op.create_index(op.f("ix_trip_question_stop_id"), "trip_question", ["stop_id"])
    op.create_index(op.f("ix_trip_question_trip_id"), "trip_question", ["trip_id"])

    op.create_table(
        "trip_question_weight",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("at", community.db.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_trip_question_weight_member_id")),
        sa.ForeignKeyConstraint(
            ["question_id"], ["trip_question.id"], name=op.f("fk_trip_question_weight_question_id")
        ),
        sa.PrimaryKeyConstraint("question_id", "member_id", name=op.f("pk_trip_question_weight")),
    )
    op.create_index(op.f("ix_trip_question_weight_member_id"), "trip_question_weight", ["member_id"])

    op.create_table(
        "trip_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["id"], ["contribution.id"], name=op.f("fk_trip_answer_id")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_trip_answer_product_id")),
        sa.ForeignKeyConstraint(
            ["question_id"], ["trip_question.id"], name=op.f("fk_trip_answer_question_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trip_answer")),
        sa.UniqueConstraint("question_id", name=op.f("uq_trip_answer_question_id")),
    )
    op.create_index(op.f("ix_trip_answer_product_id"), "trip_answer", ["product_id"])


def downgrade() -> None:
    op.drop_table("trip_answer")
    op.drop_table("trip_question_weight")
    op.drop_table("trip_question")
