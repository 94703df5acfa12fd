"""`zone attacks` plays in a club of its own, never in the one that is there."""

import pytest
from click.testing import CliRunner

from community.engagement.policy import forget_policies, policies, policy_on
from programme.attacks import arena, commands
from programme.attacks.arena import attacked
from programme.attacks.clubs import BEGINS
from programme.attacks.commands import NotOurs, attacks_command
from programme.attacks.judging import Judged
from programme.attacks.playing import Stood
from programme.attacks.schemes import ATTACKS, schemes_of

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
    assert asked[0][1]["long"] is False


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


def test_the_long_form_plays_each_in_a_copy_of_the_settled_club(app, monkeypatch):
    played = []

    def told(folder, names, policy, heard, *, long):
        assert long
        for name in names:
            if name == "found":
                (folder / "zone.db").write_text("settled")
                continue
            assert (folder / "zone.db").read_text() == "settled"
            (folder / "zone.db").write_text("attacked")
            played.append(name)
            yield name, Stood(*[[1, 2]] * 5, adds_up=True)

    monkeypatch.setattr(arena, "_told", told)
    assert len(attacked(long=True)) == len(ATTACKS)
    assert set(played) == {*schemes_of(long=True)}


@pytest.mark.slow
def test_the_whole_of_it_in_a_folder_that_is_thrown_away(app):
    played = []
    found = attacked(heard=played.append)
    assert [trouble for it in found for trouble in it.troubles] == []
    assert "camouflage" in played
