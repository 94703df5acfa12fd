"""Ada leaves, and we try: words that stand nowhere else in every text of hers, and nowhere afterwards.

A row of hers stands in each table of the house, so that what is built later is tried as well.
"""

import logging
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from redis import Redis
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Enum,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    cast,
    insert,
    select,
)

from community import clock, jobs
from community.belonging import Bond, bond_of
from community.chat import presence
from community.chat.messages import say
from community.chat.models import Kind
from community.chat.rooms import open_room
from community.contributions import Contribution
from community.db import db, transaction
from community.engagement.activity import Activity, Deed
from community.engagement.record import record
from community.leaving.bonds import tables
from community.leaving.erasing import erase
from community.leaving.takeouts import order_takeout
from community.limits import count
from community.members import Member
from community.moderation.reporting import report
from community.pictures import store
from community.products.models import PurchaseLine
from community.realtime import socketio
from community.search import rebuild
from community.told import Name, Told
from posts.blog.publishing import publish
from posts.blog.writing import write
from posts.forum.merging import merge
from posts.forum.opening import open_topic
from posts.forum.splitting import split
from posts.replies.writing import reply
from posts.shopping.filling import Piece, add
from posts.shopping.publishing import publish as publish_list
from posts.shopping.writing import begin
from tests.posts.leaving.conftest import picture
from tests.services import Redis as Server

MARK = "zqx"
HERS = frozenset({Bond.OWN, Bond.PAST, Bond.SAID, Bond.ABOUT})
# What is not a member's own, whatever stands beside it; the receipt says the same in one sentence each.
STAYS = {
    "the club's own": {"board", "invitation_round", "policy_proposal", "source", "source_key", "visit_salt"}
    | {"attack_trial", "outer_engine", "outlet"}
    | {"watched_word", "webhook", "webhook_letter", "trip", "trip_stop", "audit_entry", "audit_head"},
    "everybody's, where others lead to it": {"brand", "product", "product_merge", "product_page"}
    | {"storefront", "tag", "link_card", "dossier"},
    "where others have answered: its place, and the numbers of machines": {"contribution", "message"}
    | {"repost", "review", "shopping_list", "story", "tip", "topic", "invitation", "room"},
    "others' points rest on it": {"activity"},
    "what happened, in numbers": {"erasure", "job"},
}


class Rows:
    """One row in each table, of hers or about her; all its texts are made of the mark."""

    def __init__(self, ada: Member, ben: Member) -> None:
        self.ada, self.ben = ada, ben
        self.made: dict[str, dict[str, Any]] = {"member": {"id": ada.id}, "standing": {"member_id": ada.id}}

    def of(self, table: Table) -> dict[str, Any]:
        if table is Contribution.__table__:
            return self.of(_table("story"))
        if table.name not in self.made:
            row = self.made[table.name] = self._spine(table)
            for column in table.columns:
                value = None if column.name in row else self._value(table, column)
                if value is not None:
                    row[column.name] = self.ben.id if _is_another(column, row) else value
            key = db.session.execute(insert(table).values(row)).inserted_primary_key or ()
            row |= dict(zip(table.primary_key.columns.keys(), key, strict=True))
        return self.made[table.name]

    def _spine(self, table: Table) -> dict[str, Any]:
        kinds = Contribution.__mapper__.self_and_descendants
        kind = next((it.polymorphic_identity for it in kinds if it.local_table is table), None)
        if kind is None:
            return {}
        spine = Contribution.__table__
        row = {column.name: self._plain(spine, column) for column in spine.columns if column.name != "id"}
        row |= {"kind": kind, "author_id": self.ada.id}
        return {"id": db.session.execute(insert(spine).values(row)).inserted_primary_key[0]}

    def _value(self, table: Table, column: Column[Any]) -> Any:
        for key in column.foreign_keys:
            return self._key(table, column, key)
        if column.primary_key and isinstance(column.type, Integer):
            return None if column is table.autoincrement_column else 1
        return self._plain(table, column)

    def _key(self, table: Table, column: Column[Any], key: ForeignKey) -> Any:
        target, bond = key.column.table, bond_of(column)
        if target is Member.__table__:
            return self.ada.id if bond in HERS else self.ben.id
        if target is table or (column.nullable and bond not in HERS):
            return None
        return self.of(target)[key.column.name]

    def _plain(self, table: Table, column: Column[Any]) -> Any:
        words = f"{MARK}{table.name}{column.name}".replace("_", "")
        simple = {JSON: {"said": words}, Boolean: False, Integer: 1, Float: 1.0, LargeBinary: b"1"}
        if isinstance(column.type, Enum):
            return next(iter(column.type.enum_class or ()), None)
        if isinstance(column.type, String | Name | Told):
            return words
        found = next((value for kind, value in simple.items() if isinstance(column.type, kind)), None)
        if found is not None or (column.nullable and column.name != "said_at"):
            return found
        return clock.today() if isinstance(column.type, Date) else clock.now()


def _is_another(column: Column[Any], row: dict[str, Any]) -> bool:
    """Of two members in one row she is the first."""
    to_members = [
        key.parent.name for key in column.table.foreign_keys if key.column.table is Member.__table__
    ]
    return column.name in to_members and any(row.get(name) for name in to_members)


def _table(name: str) -> Table:
    return Member.metadata.tables[name]


def texts() -> Iterator[Column[Any]]:
    for table in tables():
        for column in table.columns:
            if isinstance(column.type, String | JSON | Name | Told) and not isinstance(column.type, Enum):
                yield column


def where_it_stands(words: str = MARK) -> set[str]:
    return {
        f"{column.table.name}.{column.name}"
        for column in texts()
        if db.session.execute(select(column).where(cast(column, String).contains(words)).limit(1)).first()
    }


def in_files(folder: Path) -> list[str]:
    """Whose name or content has the mark."""
    files = [it for it in folder.rglob("*") if it.is_file()]
    return [str(it) for it in files if MARK in it.name or MARK.encode() in it.read_bytes()]


def a_night_passes() -> None:
    jobs.tonight()
    jobs.run_due()
    db.session.expire_all()


@pytest.fixture
def rows(ada, ben):
    ada.name, ada.bio, ada.email = f"{MARK}name", f"{MARK}bio", f"{MARK}@example.org"
    ada.handle = ada.name_skeleton = f"{MARK}handle"
    rows = Rows(ada, ben)
    rows.made["photo"] = {"digest": store(picture(), by=ada, alt=f"{MARK}alt").digest}
    with transaction():
        for table in tables():
            rows.of(table)
    return rows


def test_in_every_table_her_words_go_or_stay_for_a_reason(rows, ada):
    tried = {place.partition(".")[0] for place in where_it_stands()}
    assert tried >= {column.table.name for column in texts()} - {"standing", "message_thing", "photo_use"} - {
        "dossier_evidence"
    }
    erase(ada, keeps_words=False)
    a_night_passes()
    stays = set.union(*STAYS.values())
    assert {place for place in where_it_stands() if place.partition(".")[0] not in stays} == set()


@pytest.fixture
def redis(app, tmp_path, monkeypatch):
    """What several processes share: who looks at a room, and how often somebody tried."""
    if not shutil.which("redis-server"):
        pytest.skip("redis-server is missing: what it keeps of who has left is not searched")
    server = Server(tmp_path / "redis.sock")
    server.open()
    monkeypatch.setitem(app.config, "REDIS_URL", server.url)
    monkeypatch.setitem(app.config, "RATE_LIMITS", True)  # noqa: FBT003
    monkeypatch.setitem(app.extensions, "limiter", None)
    count(app)
    presence.share(server.url)
    yield Redis.from_url(f"unix://{tmp_path}/redis.sock")
    presence.share(None)
    presence.forget_all()
    server.kill()


def in_redis(redis: Redis) -> bytes:
    """All keys and what they hold."""
    dumps = [(key, redis.dump(key)) for key in redis.scan_iter()]
    raw = [bytes(part or b"") for pair in dumps for part in pair]
    for key, _ in dumps:
        if redis.type(key) == b"zset":
            raw += redis.zrange(key, 0, -1)
    return b"\n".join(raw)


def test_redis_keeps_nothing_of_who_has_left(redis, ada, app, browser_of):
    with transaction():
        ada.handle, ada.name, ada.email = f"{MARK}handle", f"{MARK} Ada", f"{MARK}@example.org"
    hers = browser_of(ada)
    app.test_client().post("/sign-in", data={"name": f"{MARK}handle", "password": "not hers"})
    app.test_client().post("/sign-in/forgotten", data={"name": f"{MARK}@example.org"})
    hers.get("/api/v1/me")
    line = socketio.test_client(app, flask_test_client=hers)
    line.emit("join", {"room": open_room("Night owls", by=ada).id}, callback=True)
    assert MARK.encode() in in_redis(redis)
    erase(ada, keeps_words=False)
    assert not line.is_connected()
    assert redis.dbsize() > 0
    assert MARK.encode() not in in_redis(redis)
    limits = [key.decode().split("/") for key in redis.scan_iter("LIMITS*")]
    assert limits
    assert not [whose for _kind, _deed, whose, *_ in limits if whose == str(ada.id)]


@pytest.fixture
def life(ada, ben, mia, moderator, lab, app):
    """As it is lived: what rows made at random would not show."""
    it = SimpleNamespace()
    with transaction():
        ada.name, ada.bio = f"{MARK} Ada", f"{MARK} is who I am"
    story = write(f"{MARK} by the sea", f"I was there: {MARK}.", by=ada, tags=MARK)
    publish(story, by=ada)
    reply(story, "Were you?", by=ben)
    topic = open_topic(lab, f"Does {MARK} help?", f"I take {MARK}.", tags=MARK, by=ada)
    it.answer = reply(topic, "I do not know.", by=ben)
    reply(topic, f"{MARK}, and @ben knows", by=ada)
    other = open_topic(lab, "Which cream?", "The blue one.", by=ben)
    merge(open_topic(lab, f"{MARK} again", f"Still {MARK}.", by=ada), other, by=moderator)
    split(topic, [reply(topic, f"Never {MARK}.", by=ada).id], f"Without {MARK}", by=moderator)
    basket = begin(f"{MARK} basket", by=ada)
    add(basket, Piece(f"{MARK} ring", f"{MARK} & Sons", f"{MARK} shop", private=True), by=ada)
    add(basket, Piece("A lamp"), by=ada)
    publish_list(basket, by=ada)
    alone = open_room(f"{MARK} notes", by=ada, kind=Kind.PRIVATE, topic=f"All of {MARK}")
    say(alone, f"https://{MARK}.example/page", by=ada, client_id="1")
    say(open_room("Night owls", by=ben), f"Good night, says {MARK}", by=ada, client_id="2")
    report(story, "other", f"{MARK} is not true", by=mia)
    report(it.answer, "other", f"{MARK} says so", by=ada)
    with transaction():
        record(Deed.PURCHASE_MADE, by=ada, to=ben, amount=100, storefront="Shop", product=MARK, key="o 1")
        bought = db.session.query(Activity).filter_by(key="o 1").one()
        facts = {"order": f"{MARK} 4711", "product_code": MARK, "product": MARK, "currency": "CNY"}
        db.session.add(
            PurchaseLine(source="shop", nth=1, quantity=1, amount=100, activity_id=bought.id, **facts)
        )
    order_takeout(ada)
    jobs.run_due()
    rebuild()
    return it


def test_what_was_lived_is_found_in_no_table_no_index_no_file_and_no_log(life, ada, ben, app, caplog):
    folder = Path(app.config["ZONE_DATA"])
    assert len(where_it_stands()) > 20
    assert in_files(folder)
    with caplog.at_level(logging.DEBUG):
        erase(ada, keeps_words=False)
        a_night_passes()
        rebuild()
    assert where_it_stands() == set()
    assert in_files(folder) == []
    assert MARK not in caplog.text
