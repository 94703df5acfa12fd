"""Stories to begin with, and a photo to put into them."""

import io

import pytest
from PIL import Image
from sqlalchemy import event

from community.db import db
from community.pictures import store
from posts.blog.publishing import publish
from posts.blog.writing import write


@pytest.fixture(autouse=True)
def own_folder(app, tmp_path, monkeypatch):
    monkeypatch.setitem(app.config, "ZONE_DATA", tmp_path)


@pytest.fixture
def coast(ada):
    """Ada's unpublished story."""
    return write("Three days on the coast", "The rule was *simple*: one bag.", by=ada)


@pytest.fixture
def published(ada, coast):
    publish(coast, by=ada)
    return coast


def picture_file() -> io.BytesIO:
    file = io.BytesIO()
    Image.new("RGB", (800, 600), "teal").save(file, "JPEG")
    file.seek(0)
    return file


@pytest.fixture
def photo(ada):
    return store(picture_file(), by=ada, alt="The bay")


@pytest.fixture
def asked(app):
    """What the database was asked since."""
    sentences = []
    engine = db.engine

    def note(_connection, _cursor, sentence, *_more):
        if sentence.lstrip().upper().startswith(("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")):
            sentences.append(sentence)

    event.listen(engine, "before_cursor_execute", note)
    yield sentences
    event.remove(engine, "before_cursor_execute", note)
