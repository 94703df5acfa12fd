"""The index follows the database: nothing is lost, one writes at a time, what broke is built anew."""

from datetime import timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select
from whoosh import index

from community import clock, jobs
from community.db import db, transaction
from community.search import NoIndex, build_missing, find, forget, postings
from community.search import index as index_now
from community.search.changes import IndexChange
from community.search.commands import search_commands
from community.search.noticing import changed
from community.search.postings import Writer
from community.search.shelf import folder, shelf
from posts.blog.models import Story


def story(by, title, text="jam"):
    with transaction():
        it = Story(author=by, title=title, text=text, html=text, published_at=clock.now())
        db.session.add(it)
    return it


def found(text):
    return [hit.id for hit in find(text, "story").hits]


def notes():
    return db.session.scalar(select(func.count()).select_from(IndexChange))


def test_while_somebody_else_writes_changes_wait_and_none_is_lost(ada):
    story(ada, "Quince")
    jobs.run_due()
    it = story(ada, "Medlar")
    other = Writer(index.open_dir(folder()), patience=0)
    jobs.run_due()
    assert found("medlar") == []
    assert notes() == 1
    other.cancel()
    with clock.stopped(clock.now() + timedelta(seconds=5)):
        jobs.run_due()
    assert found("medlar") == [it.id]
    assert notes() == 0


def write_and_fail(by):
    with transaction():
        db.session.add(Story(author=by, title="Quince", text="jam", html="jam"))
        db.session.flush()
        raise ZeroDivisionError


def test_what_is_rolled_back_is_not_noted(ada):
    jobs.run_due()
    with pytest.raises(ZeroDivisionError):
        write_and_fail(ada)
    with transaction():
        pass
    assert notes() == 0
    assert jobs.due() == []


def test_plain_sql_is_told_by_hand(ada):
    it = story(ada, "Quince")
    jobs.run_due()
    table = Story.__mapper__.base_mapper.local_table
    with transaction():
        db.session.connection().execute(table.update().where(table.c.id == it.id).values(title="Medlar"))
        changed(it)
    jobs.run_due()
    assert (found("quince"), found("medlar")) == ([], [it.id])


def test_the_three_functions(ada):
    it = story(ada, "Quince")
    jobs.run_due()
    forget("story", it.id)
    assert found("quince") == []
    index_now("story", it.id)
    assert found("quince") == [it.id]


@pytest.mark.parametrize("name", ["*.seg", "*.toc"])
def test_a_broken_index_is_none_and_is_built_anew(ada, name):
    it = story(ada, "Quince")
    jobs.run_due()
    for file in folder().glob(name):
        file.write_bytes(b"broken")
    with pytest.raises(NoIndex):
        find("quince")
    build_missing()
    assert found("quince") == [it.id]


def test_an_index_of_another_form_is_replaced(ada, monkeypatch):
    it = story(ada, "Quince")
    jobs.run_due()
    old = folder()
    monkeypatch.setattr("community.search.shelf.FORM", postings.FORM + "x")
    with pytest.raises(NoIndex):
        find("quince")
    build_missing()
    assert found("quince") == [it.id]
    assert not old.exists()


def test_many_small_changes_leave_few_segments_and_every_story(ada):
    its = []
    for at in range(30):
        its.append(story(ada, f"Quince {at}", f"jam number{at}"))
        if at % 3 == 0:
            with transaction():
                its[0].title = f"Quince again {at}"
        jobs.run_due()
    assert len(shelf().leaves) < 12
    assert shelf().documents == 31  # and Ada herself
    assert find("quince", "story").total == 30
    assert found("number17") == [its[17].id]
    assert found("again 27") == [its[0].id]


def test_the_command_builds_it_and_says_how_much(ada):
    story(ada, "Quince")
    said = CliRunner().invoke(search_commands, ["rebuild"], catch_exceptions=False)
    assert "2 things can be found." in said.output
    assert found("quince")


def test_the_command_waits_for_nobody_for_ever(ada, monkeypatch):
    story(ada, "Quince")
    jobs.run_due()
    monkeypatch.setattr("community.search.writing.PATIENCE", 0)
    other = Writer(index.open_dir(folder()), patience=0)
    said = CliRunner().invoke(search_commands, ["rebuild"])
    other.cancel()
    assert "Try again in a minute" in str(said.exception)
