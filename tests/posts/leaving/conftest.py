"""Ada has lived here: she wrote alone and with others, kept lists, bought, talked, and was answered."""

import io
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from PIL import Image

from community.chat.messages import say
from community.chat.rooms import add, direct_with, open_room
from community.db import db, transaction
from community.engagement.activity import Deed
from community.engagement.record import record
from community.following import follow
from community.leaving.commands import erase_command, export_command
from community.pictures import store
from community.products.prices import Price
from posts.blog import inviting as story_inviting
from posts.blog.publishing import publish as publish_story
from posts.blog.writing import write
from posts.bookmarks.keeping import keep
from posts.reactions.liking import like
from posts.replies.writing import reply
from posts.reposts.reposting import repost
from posts.shopping import inviting
from posts.shopping.filling import Piece
from posts.shopping.filling import add as put
from posts.shopping.publishing import publish as publish_list
from posts.shopping.writing import begin

SECRET = "Nobody else has read this"


@pytest.fixture(autouse=True)
def own_folder(app, tmp_path, monkeypatch):
    monkeypatch.setitem(app.config, "ZONE_DATA", tmp_path)


@pytest.fixture
def life(ada, ben, mia, cream):
    """`cream` is a topic of hers on a board."""
    it = SimpleNamespace()
    it.photo = store(picture(), by=ada, alt="The bay").digest
    it.story = write("Three days on the coast", f"![The bay](photo:{it.photo})\n\nOne *bag*.", by=ada)
    publish_story(it.story, by=ada)
    it.draft = write("Not yet", SECRET, by=ada)
    it.shared = write("Two of us", "Ada began, Ben went on.", by=ada)
    story_inviting.invite(it.shared, "ben", by=ada)
    story_inviting.accept(it.shared, by=ben)
    publish_story(it.shared, by=ada)
    it.list = begin("The November basket", "Four things.", by=ada)
    put(it.list, Piece("Weekender", "Ardita", "Flagship store", price=Price(328000, "CNY")), by=ada)
    publish_list(it.list, by=ada)
    it.ours = begin("For the house", "Ben and I.", by=ada)
    put(it.ours, Piece("A lamp", price=Price(1000, "CNY")), by=ada)
    put(it.ours, Piece("A ring for Ben", price=Price(777700, "CNY"), private=True), by=ada)
    inviting.invite(it.ours, ben, by=ada)
    inviting.accept(it.ours, by=ben)
    it.topic = cream
    it.answer = reply(it.topic, "@ada I do. Ask @adamant too.", by=ben)
    it.bens = write("What Ben saw", "Rain.", by=ben)
    publish_story(it.bens, by=ben)
    it.reply = reply(it.bens, "I saw it as well.", by=ada)
    like(it.bens, by=ada)
    like(it.story, by=ben)
    keep(it.bens, by=ada)
    it.repost = repost(it.bens, "Wet, and true", by=ada)
    repost(it.story, "She is right", by=ben)
    follow(mia, by=ada)
    it.room = open_room("Night owls", by=ada)
    add(ben, it.room, by=ada)
    it.message = say(it.room, "Good night", by=ada, client_id="1")
    it.letters = direct_with(ben, by=ada)
    say(it.letters, "Only for Ben", by=ada, client_id="2")
    with transaction():
        record(
            Deed.PURCHASE_MADE,
            by=ada,
            amount=328000,
            storefront="Flagship store",
            category="Bags",
            product="W",
        )
    return it


def picture() -> io.BytesIO:
    file = io.BytesIO()
    Image.new("RGB", (800, 600), "teal").save(file, "JPEG")
    file.seek(0)
    return file


def spine(thing):
    """As it is stored now."""
    db.session.expire_all()
    return db.session.get_one(type(thing), thing.id)


@pytest.fixture
def zone(app):
    """A `zone` command in the house of the test."""
    commands = {"export": export_command, "erase": erase_command}
    return lambda name, *words, **more: CliRunner().invoke(commands[name], words, **more)
