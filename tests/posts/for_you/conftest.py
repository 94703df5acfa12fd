"""Stories of any age, and pages of the feed read to their end."""

from datetime import timedelta

import pytest

from community import clock
from community.db import db, transaction
from posts.blog.models import Story
from posts.feed_pages import page_of
from posts.for_you.models import View
from posts.for_you.reading import desk_of
from posts.tagging import tag


@pytest.fixture
def story():
    def story(by, title, *, hours=1.0, tags=""):
        with transaction():
            at = clock.now() - timedelta(hours=hours)
            it = Story(author=by, title=title, text=title, html=title, published_at=at)
            db.session.add(it)
            db.session.flush()
            it.tags = tag(it, tags)
        return it

    return story


@pytest.fixture
def read():
    def read(me, view=View.FOR_YOU, cursor="", limit=15, *, anew=False):
        desk = desk_of(me, with_edition=True)
        page = page_of(me, view, desk, cursor=cursor, limit=limit, anew=anew)
        page.keep()
        return page

    return read


@pytest.fixture
def titles(read):
    def titles(me, view=View.FOR_YOU, **more):
        return [card.title for card in read(me, view, **more).cards]

    return titles
