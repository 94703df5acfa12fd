"""`zone attacks` plays in a club of its own, never in the one that is there."""

import pytest
from click.testing import CliRunner

from community.engagement.policy import forget_policies, policies, policy_on
from programme.attacks import arena, commands
from programme.attacks.arena import attacked, attacked_long
from programme.attacks.clubs import BEGINS
from programme.attacks.commands import NotOurs, attacks_command
from programme.attacks.judging import Judged
from programme.attacks.playing import Stood
from programme.attacks.rules import rules_of
from programme.attacks.schemes import ATTACKS, schemes_of
from programme.attacks.shelf import Shelf, shelf_of

ONE = Judged("star", "a star", 1.5, 0.7, 1.6, 31.4, 1_100.0, None, 0, 0, 1.0, adds_up=True)


@pytest.fixture
def said(app, monkeypatch):
    """What the command prints; nothing is played."""
    asked = []
    monkeypatch.setattr(arena, "attacked", lambda *how, **more: asked.append((how, more)) or [ONE])

    def said(*words):
        return CliRunner().invoke(attacks_command, words).output, asked

    return said


def test_where_members_live_nothing_is_played(app, ada):
    ended = CliRunner().invoke(attacks_command, ["--play=found"])
    assert isinstance(ended.exception, NotOurs)


def test_it_says_what_each_gained_and_that_all_holds(said):
    told, asked = said()
    assert "| a star | 1.5 | 0.7 | 1.6 | 31 | 1,100 | never | 0 | 1.000 |" in told
    assert "All holds." in told
    assert len(asked) == 1


def test_a_policy_of_ones_own_is_counted_by_from_the_beginning(app, tmp_path, monkeypatch):
    monkeypatch.setattr("community.engagement.policy._keepers", [])
    first = policy_on(BEGINS.date())
    own = first.model_copy(update={"name": "own", "from_": first.from_.replace(year=first.from_.year + 3)})
    try:
        commands._count_by(own)
        assert policy_on(BEGINS.date()).name == "own"
        assert len(policies()) == 1
    finally:
        monkeypatch.undo()
        forget_policies()


@pytest.fixture
def played(monkeypatch):
    """The names of what was played, each in the settled club; nobody lives a day."""
    names = []

    def told(folder, asked, _policy, *, long):
        assert long
        for name in asked:
            if name == arena.FOUND:
                (folder / "zone.db").write_text("settled")
                names.append(name)
                yield name, None
                continue
            assert (folder / "zone.db").read_text() == "settled"
            (folder / "zone.db").write_text("attacked")
            names.append(name)
            yield name, Stood(*[[1, 2]] * 5, adds_up=True)

    monkeypatch.setattr(arena, "_told", told)
    monkeypatch.setattr("os.sched_getaffinity", lambda _pid: {0})
    return names


def test_the_long_form_plays_each_in_a_copy_of_the_settled_club(played, tmp_path):
    assert len(attacked_long(Shelf(tmp_path))) == len(ATTACKS)
    assert played == [arena.FOUND, *schemes_of(long=True)]


def test_the_long_form_goes_on_where_it_was_stopped(played, tmp_path):
    def stop(name):
        if name == "clique":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        attacked_long(Shelf(tmp_path), heard=stop)
    assert {"posts", "star", "clique"} <= {*played}
    attacked_long(Shelf(tmp_path))
    assert sorted(played) == sorted([arena.FOUND, *schemes_of(long=True)])


def test_a_founding_that_did_not_end_is_begun_anew(played, tmp_path):
    shelf = Shelf(tmp_path)
    shelf.make_room()
    (shelf.club / "zone.db").write_text("half of it")
    shelf.make_room()
    assert not any(shelf.club.iterdir())


def test_what_is_kept_is_kept_by_its_rules(said, monkeypatch):
    shelves = []
    monkeypatch.setattr(arena, "attacked_long", lambda shelf, *_how: shelves.append(shelf) or [ONE])
    told, _ = said("--long")
    assert "20 accounts attack" in told
    assert shelves == [shelf_of(rules_of(policy_on(BEGINS.date())), long=True)]


@pytest.mark.slow
def test_the_whole_of_it_in_a_folder_that_is_thrown_away(app):
    played = []
    found = attacked(heard=played.append)
    assert [trouble for it in found for trouble in it.troubles] == []
    assert "camouflage" in played
