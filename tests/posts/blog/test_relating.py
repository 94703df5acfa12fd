"""What to read next shares subjects or readers, and is for whoever is asked."""

from datetime import timedelta

from community import clock
from community.contributions import Audience
from posts.blog.progress import keep_place
from posts.blog.publishing import address_to, publish, remove
from posts.blog.relating import onward_from
from posts.blog.writing import write
from tests.conftest import joins


def told(title, by, tags=""):
    story = write(title, "Words", by=by, tags=tags)
    publish(story, by=by)
    return story


def titles(rows):
    return [row.title for row in rows]


def finish(story, by):
    keep_place(story, 100, by=by)
    with clock.stopped(clock.now() + timedelta(minutes=3)):
        keep_place(story, 1000, by=by)


def test_the_more_subjects_two_share_the_nearer_they_are(ada, ben, mia):
    here = told("Here", ada, "travel, sea, linen")
    told("Far", mia, "watches")
    told("Near", mia, "travel")
    told("Nearer", mia, "travel, linen")
    told("Own", ada, "travel")
    onward = onward_from(here, ben)
    assert titles(onward.related) == ["Nearer", "Near"]
    assert titles(onward.by_author) == ["Own"]


def test_what_its_readers_also_read_is_near_too(ada, ben, mia):
    here, other, third = told("Here", ada), told("Other", mia), told("Third", mia)
    for name in ("Cai", "Dan"):
        reader = joins(name)
        finish(here, reader)
        finish(other, reader)
    finish(here, ben)
    finish(third, ben)
    assert titles(onward_from(here, ben).related) == ["Other", "Third"]


def test_nothing_is_proposed_that_one_may_not_read(ada, ben, mia):
    here, other, gone = told("Here", ada, "sea"), told("Other", mia, "sea"), told("Gone", mia, "sea")
    write("Draft", "Words", by=mia, tags="sea")
    address_to(other, Audience.ONLY_ME, by=mia)
    remove(gone, by=mia)
    assert titles(onward_from(here, ben).related) == []
    assert titles(onward_from(here, mia).related) == ["Other"]
