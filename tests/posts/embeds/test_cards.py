"""A link alone becomes a card of what its page says, fetched once and by us, never by its readers."""

import io
from datetime import timedelta

import pytest
from PIL import Image

from community import clock, jobs
from community.db import db
from community.linkcards.models import LinkCard
from posts.blog.models import Words
from posts.blog.publishing import publish
from posts.blog.writing import keep_draft, write
from tests.shops import shop  # noqa: F401

SAID = """<title>Plain</title><meta property="og:title" content="Wool & <b>weather</b>">
<meta property="og:description" content="Three winters with one coat">
<meta property="og:site_name" content="Tarn Mill">"""


@pytest.fixture(autouse=True)
def own_folder(app, tmp_path, monkeypatch):
    monkeypatch.setitem(app.config, "ZONE_DATA", tmp_path)


@pytest.fixture
def leads_to(ada):
    def leads_to(url):
        story = write("A coat", f"Look:\n\n{url}\n\nThat is all.", by=ada)
        publish(story, by=ada)
        return story.url

    return leads_to


def picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (400, 300), "teal").save(file, "PNG")
    return file.getvalue()


def test_it_is_a_link_until_the_page_was_looked_at(mia, shop, leads_to, browser_of):  # noqa: F811
    url = shop.page("/wool", SAID)
    story = leads_to(url)
    assert shop.asked == []
    before = browser_of(mia).get(story).text
    assert f'href="{url}"' in before
    assert "link-card" not in before

    jobs.run_due()
    page = browser_of(mia).get(story).text
    assert "Wool &amp; &lt;b&gt;weather&lt;/b&gt;" in page
    assert "Three winters with one coat" in page
    assert "Tarn Mill" in page
    assert 'rel="nofollow noopener ugc"' in page


def test_its_picture_is_our_own_copy(mia, shop, leads_to, browser_of):  # noqa: F811
    shop.page("/coat.png", picture(), Content_Type="image/png")
    url = shop.page("/wool", SAID + f'<meta property="og:image" content="{shop.at("/coat.png")}">')
    story = leads_to(url)
    jobs.run_due()
    page = browser_of(mia).get(story).text
    assert "/media/" in page
    assert "coat.png" not in page


def test_what_cannot_be_had_stays_a_link(mia, shop, leads_to, browser_of):  # noqa: F811
    story = leads_to(shop.page("/gone", "", status=404))
    jobs.run_due()
    page = browser_of(mia).get(story).text
    assert "/gone" in page
    assert "link-card" not in page
    assert db.session.query(LinkCard).one().failed_at


def test_addresses_within_a_house_are_not_looked_at(mia, leads_to, browser_of):
    story = leads_to("http://169.254.169.254/latest/meta-data")
    jobs.run_due()
    assert db.session.query(LinkCard).one().failed_at
    assert "link-card" not in browser_of(mia).get(story).text


def test_however_often_a_text_is_kept_its_page_is_looked_at_once(ada, shop, monkeypatch):  # noqa: F811
    url = shop.page("/wool", SAID)
    story = write("A coat", url, by=ada)
    for number in range(4):
        keep_draft(story, Words("A coat", f"{url}\n\n{number}"), ada)
    jobs.run_due()
    keep_draft(story, Words("A coat", f"{url}\n\nagain"), ada)
    jobs.run_due()
    assert len(shop.asked) == 1
    later = clock.now() + timedelta(days=40)
    monkeypatch.setattr(clock, "now", lambda: later)
    keep_draft(story, Words("A coat", f"{url}\n\na month later"), ada)
    jobs.run_due()
    assert len(shop.asked) == 2
