"""Whatever happens to the lines, every reader ends with every message once and in order."""

import random
from uuid import UUID

import pytest

from community.chat.models import Message
from community.db import db
from community.realtime import socketio
from tests.community.chat.conftest import heard

FULL = [pytest.param(seed, 120, id=f"life-{seed}") for seed in range(3)]
LONG = [pytest.param(seed, 600, id=f"long-life-{seed}", marks=pytest.mark.slow) for seed in range(10, 12)]


class Reader:
    """A browser as static/community/chat has it: an outbox, the log, and what waits for a gap to close."""

    def __init__(self, app, browser, room, chance):
        self.app, self.browser, self.room, self.chance = app, browser, room, chance
        self.log, self.waiting, self.outbox, self.words = [], {}, {}, {}
        self.up_to = self.changes = 0
        self.line = None

    def connect(self):
        self.line = socketio.test_client(self.app, flask_test_client=self.browser)
        answer = self.line.emit("join", {"room": self.room.id}, callback=True)
        if answer["seq"] > self.up_to or answer["changes"] > self.changes:
            self.fill()
        self.flush()

    def drop(self):
        """The line breaks: what was on its way to us is lost."""
        if self.line:
            self.line.disconnect()
        self.line = None

    def write(self, number):
        key = UUID(int=self.chance.getrandbits(128)).hex
        self.outbox[key] = f"no. {number}"
        self.flush()

    def flush(self):
        """Sent in order; sometimes the answer, sometimes the line is lost, and it is sent again."""
        for key, text in list(self.outbox.items()):
            if not self.line:
                return
            fate = self.chance.random()
            if fate < 0.1:
                self.drop()
                return
            if self.chance.random() < 0.3:
                said = {"client_id": key, "text": text}
                answer = self.browser.post(f"{self.room.url}/messages", json=said).json
            else:
                said = {"room": self.room.slug, "client_id": key, "text": text}
                answer = self.line.emit("message", said, callback=True)
            if fate < 0.3:
                self.drop()  # it was stored, and we do not know it
                return
            assert answer["seq"]
            del self.outbox[key]

    def listen(self):
        """Live words come in any order, some of them never."""
        if not self.line:
            return
        news = self.line.get_received()
        self.chance.shuffle(news)
        for it in news:
            facts = it["args"][0] if isinstance(it["args"], list) else it["args"]
            if self.chance.random() < 0.1:
                continue
            if it["name"] == "message":
                self.wait_for_its_turn(facts)
            if it["name"] == "message.changed":
                self.change_live(facts)
        self.drain()
        if self.waiting and self.chance.random() < 0.5:
            self.fill()

    def wait_for_its_turn(self, facts):
        held = self.waiting.get(facts["seq"])
        if facts["seq"] > self.up_to and (not held or held["change"] <= facts["change"]):
            self.waiting[facts["seq"]] = facts

    def change_live(self, facts):
        self.wait_for_its_turn(facts)
        self.change(facts)
        if facts["change"] == self.changes + 1:
            self.changes = facts["change"]

    def fill(self):
        more = True
        while more:
            limit = self.chance.choice([1, 3, 200])
            address = f"{self.room.url}/messages?since={self.up_to}&changes={self.changes}&limit={limit}"
            answer = self.browser.get(address).json
            for facts in answer["items"]:
                self.show(facts)
            for facts in answer["changed"]:
                self.change(facts)
            self.changes = max(self.changes, answer["changes"])
            more = answer["more"]
        self.drain()  # not between two pages: what waits may be older than the changes heard of by now

    def drain(self):
        while facts := self.waiting.pop(self.up_to + 1, None):
            self.show(facts)

    def show(self, facts):
        assert facts["seq"] == self.up_to + 1
        self.log.append(facts["client_id"])
        self.up_to = facts["seq"]
        self.words[facts["id"]] = (facts["change"], facts["text"])

    def change(self, facts):
        if facts["id"] in self.words and facts["change"] >= self.words[facts["id"]][0]:
            self.words[facts["id"]] = (facts["change"], facts["text"])


@pytest.mark.parametrize(("seed", "steps"), [*FULL, *LONG])
def test_nothing_is_lost_doubled_or_out_of_order(app, ada, ben, mia, owls, browser_of, seed, steps):
    chance = random.Random(seed)
    readers = [Reader(app, browser_of(member), owls, chance) for member in (ada, ben, mia, ada)]
    written = 0
    for step in range(steps):
        reader = chance.choice(readers)
        act = chance.random()
        if not reader.line:
            reader.connect()
        elif act < 0.1:
            reader.drop()
        elif act < 0.6:
            written += 1
            reader.write(step)
        elif act < 0.7 and reader.log:
            change_something(reader, chance, step)
        else:
            reader.listen()
    for reader in readers:
        while reader.outbox or not reader.line:
            reader.connect()
    for reader in readers:
        reader.listen()
        reader.fill()
        reader.drop()
    stored = stored_in(owls)
    assert len(stored) == written
    assert [it.seq for it in stored] == list(range(1, written + 1))
    for reader in readers:
        assert reader.log == [it.client_id for it in stored]
        assert {id: text for id, (_, text) in reader.words.items()} == {
            it.id: "" if it.removed_at else it.text for it in stored
        }


def change_something(reader, chance, step):
    """An own message, if it is one, is said otherwise or taken back."""
    id = chance.choice(list(reader.words))
    if chance.random() < 0.5:
        reader.browser.post(f"/chat/messages/{id}/edition", json={"text": f"better {step}"})
    else:
        reader.browser.post(f"/chat/messages/{id}/removal", json={})


def stored_in(room):
    db.session.rollback()
    return db.session.query(Message).filter(Message.room_id == room.id).order_by(Message.seq).all()


def test_what_is_heard_live_is_what_is_read_later(app, ada, ben, owls, looks_at, browser_of):
    bens = looks_at(ben, owls)
    said = {"room": owls.id, "client_id": "1", "text": "*same* @ben https://a.example"}
    looks_at(ada, owls).emit("message", said)
    (live,) = heard(bens, "message")
    (later,) = browser_of(ben).get(f"{owls.url}/messages?since=0").json["items"]
    assert later == live | {"liked": False, "reaction": None, "unheard": False, "hidden": None}
