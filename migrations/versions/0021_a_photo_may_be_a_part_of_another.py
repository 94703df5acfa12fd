"""a photo may be a part of another."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("photo") as batch_op:
        batch_op.add_column(sa.Column("cut_from", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("cut", sa.String(), server_default="", nullable=False))
        batch_op.create_foreign_key(batch_op.f("fk_photo_cut_from_photo"), "photo", ["cut_from"], ["digest"])


def downgrade() -> None:
    with op.batch_alter_table("photo") as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_photo_cut_from_photo"), type_="foreignkey")
        batch_op.drop_column("cut")
        batch_op.drop_column("cut_from")
