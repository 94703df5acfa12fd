"""Photos go with a message, several at once; they last as long as it shows them."""

import io
from datetime import timedelta

import pytest
from PIL import Image

from community import clock
from community.chat.finding import photos_in
from community.chat.messages import TooManyPhotos, say, take_back
from community.chat.models import Message
from community.db import db
from community.pictures import store
from community.pictures.keeping import photos_by_digest, sweep
from tests.community.chat.conftest import heard


@pytest.fixture(autouse=True)
def own_folder(app, tmp_path, monkeypatch):
    monkeypatch.setitem(app.config, "ZONE_DATA", tmp_path)


def photo_of(member, colour):
    file = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(file, "png")
    file.seek(0)
    return store(file, by=member).digest


def test_several_photos_go_with_one_message_in_their_order(app, ada, ben, owls, looks_at):
    bens = looks_at(ben, owls)
    brought = [photo_of(ada, colour) for colour in ("red", "green", "blue")]
    asked = {"room": owls.id, "client_id": "p", "text": "", "photos": [*brought, brought[0]]}
    screen = looks_at(ada, owls)
    stored = screen.emit("message", asked, callback=True)
    (told,) = heard(bens, "message")
    assert [it["id"] for it in told["photos"]] == brought
    with clock.stopped(clock.now() + timedelta(days=3)):
        sweep()
    assert len(photos_by_digest(brought)) == 3
    take_back(db.session.get_one(Message, stored["id"]), by=ada)
    assert heard(bens, "message.changed")[-1]["photos"] == []


def test_an_album_is_refused_and_one_photo_alone_may_come_by_itself(app, ada, owls):
    with pytest.raises(TooManyPhotos):
        say(owls, "album", by=ada, client_id="a", photos=[f"w1h1-{it:040}" for it in range(11)])
    red = photo_of(ada, "red")
    assert photos_in({"photo": red}) == photos_in({"photos": [red, 7, ""]}) == [red]
    assert photos_in({"photo": 7}) == []
