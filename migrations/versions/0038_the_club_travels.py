"""the club travels."""

import sqlalchemy as sa
from alembic import op

import community.db

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "trip",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("begins_at", community.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ends_at", community.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("host_id", sa.Integer(), nullable=True),
        sa.Column("room_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("ends_at > begins_at", name=op.f("ck_trip_in_time")),
        sa.ForeignKeyConstraint(["id"], ["contribution.id"], name=op.f("fk_trip_id")),
        sa.ForeignKeyConstraint(["host_id"], ["member.id"], name=op.f("fk_trip_host_id")),
        sa.ForeignKeyConstraint(["room_id"], ["room.id"], name=op.f("fk_trip_room_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trip")),
    )
    op.create_index(op.f("ix_trip_begins_at"), "trip", ["begins_at"])
    op.create_index(op.f("ix_trip_host_id"), "trip", ["host_id"])
    op.create_index(op.f("ix_trip_room_id"), "trip", ["room_id"])

    op.create_table(
        "trip_stop",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("trip_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("begins_at", community.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("ends_at", community.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.CheckConstraint("ends_at > begins_at", name=op.f("ck_trip_stop_in_time")),
        sa.CheckConstraint("latitude BETWEEN -90 AND 90", name=op.f("ck_trip_stop_on_earth")),
        sa.CheckConstraint("longitude BETWEEN -180 AND 180", name=op.f("ck_trip_stop_around_it")),
        sa.ForeignKeyConstraint(["trip_id"], ["trip.id"], name=op.f("fk_trip_stop_trip_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trip_stop")),
    )
    op.create_index("ix_trip_stop_trip_begins", "trip_stop", ["trip_id", "begins_at"])

    op.create_table(
        "trip_follower",
        sa.Column("trip_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("at", community.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("remind_at", community.db.UtcDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_trip_follower_member_id")),
        sa.ForeignKeyConstraint(["trip_id"], ["trip.id"], name=op.f("fk_trip_follower_trip_id")),
        sa.PrimaryKeyConstraint("trip_id", "member_id", name=op.f("pk_trip_follower")),
    )
    op.create_index(op.f("ix_trip_follower_member_id"), "trip_follower", ["member_id"])


def downgrade() -> None:
    op.drop_table("trip_follower")
    op.drop_table("trip_stop")
    op.drop_table("trip")
