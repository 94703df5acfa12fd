"""Traces from before topics were named by an id in them: step 0070 finds the ids, or lets the titles go."""

import pytest
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from community.db import db, transaction
from community.leaving.erasing import erase
from community.migrating import configuration
from posts.forum.merging import merge
from posts.forum.models import Topic
from posts.forum.opening import open_topic
from posts.forum.splitting import split
from posts.replies.writing import reply


@pytest.fixture
def cream(ben, lab) -> Topic:
    return open_topic(lab, "Which cream?", "The blue one.", by=ben)


@pytest.fixture
def merged(ada, moderator, lab, cream) -> Topic:
    """What Ada asked, with an answer, is a part of Ben's topic."""
    reply(cream, "Or the green one.", by=ada)
    hers = open_topic(lab, "A secret of hers", "The red one?", by=ada)
    reply(hers, "Perhaps.", by=ada)
    merge(hers, cream, by=moderator)
    return cream


def as_of_old(topic: Topic) -> None:
    with transaction():
        topic.trace = [
            {**step, "facts": {name: fact for name, fact in step["facts"].items() if name != "id"}}
            for step in topic.trace
        ]


def take_the_step() -> None:
    step = ScriptDirectory.from_config(configuration()).get_revision("0070")
    assert step
    with Operations.context(MigrationContext.configure(db.session.connection())):
        step.module.upgrade()
    db.session.commit()


def facts(topic: Topic) -> list[dict]:
    db.session.expire_all()
    return [step["facts"] for step in topic.trace]


def test_a_topic_that_became_part_of_another_is_found_by_its_place(ada, merged):
    known, version = facts(merged), merged.version
    as_of_old(merged)
    take_the_step()
    assert facts(merged) == known
    assert (known[0]["title"], "id" in known[0]) == ("A secret of hers", True)
    assert merged.version > version
    erase(ada, keeps_words=False)
    assert "secret" not in str(facts(merged))


def test_it_is_found_also_where_that_one_became_part_of_a_third(ben, moderator, lab, merged):
    third = open_topic(lab, "All creams", "Here.", by=ben)
    merge(merged, third, by=moderator)
    known = facts(third)
    assert len(known) == 2
    as_of_old(third)
    take_the_step()
    assert facts(third) == known


def test_a_topic_of_its_own_is_found_by_its_address(ada, moderator, merged):
    part = split(merged, [reply(merged, "And the soap?", by=ada).id], "Soap", by=moderator)
    known = [facts(merged), facts(part)]
    for topic in (merged, part):
        as_of_old(topic)
    take_the_step()
    assert [facts(merged), facts(part)] == known


def test_of_what_went_elsewhere_since_the_title_goes(ada, moderator, merged, browser_of):
    first = facts(merged)[0]["id"]
    split(merged, [first], "Red ones", by=moderator)
    as_of_old(merged)
    take_the_step()
    assert facts(merged)[0] == {"count": 2}
    page = browser_of(ada).get(merged.url).text
    assert "brought 2 posts here from another topic" in page
    assert "A secret of hers" not in page


def test_of_whoever_has_left_the_title_goes_with_the_address(ada, ben, moderator, lab, cream, browser_of):
    part = split(cream, [reply(cream, "And the soap?", by=ada).id], "A secret of hers", by=moderator)
    old = [*cream.trace]
    reply(part, "From Aleppo.", by=ben)
    erase(ada, keeps_words=False)
    with transaction():
        cream.trace = old
    as_of_old(cream)
    take_the_step()
    assert facts(cream) == [{"count": 1}]
    page = browser_of(ben).get(cream.url).text
    assert "moved 1 post to another topic" in " ".join(page.split())
    assert "secret" not in page


def test_what_has_an_id_stays_as_it_is(merged):
    known, version = facts(merged), merged.version
    take_the_step()
    assert (facts(merged), merged.version) == (known, version)
