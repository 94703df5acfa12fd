"""A proposal shows what attacks would gain by it, beside what they gain today; the same is played once."""

import shutil
from datetime import timedelta
from subprocess import CalledProcessError

import pytest
from sqlalchemy import select

from community import clock, jobs
from community.db import db, transaction
from community.engagement.commands import score
from community.engagement.policy import policy_named
from community.jobs import Job, run_due
from programme.attacks import arena, rules
from programme.attacks.arena import play_on
from programme.attacks.playing import Stood
from programme.attacks.rules import rules_of
from programme.attacks.schemes import schemes_of
from programme.attacks.shelf import shelf_of, shelves
from programme.policies import trying
from programme.policies.faults import read_toml
from programme.policies.keeping import forget_outcomes
from programme.policies.models import FORGOTTEN, AttackTrial, ProposalState, StillPlayed
from programme.policies.proposing import (
    change_proposal,
    decline_proposal,
    propose,
    sign_proposal,
    withdraw_proposal,
)
from programme.policies.tried import tried
from tests.programme.policies.conftest import REVIEWS_COUNT_MORE, SUPER_IS_NEARER, written


@pytest.fixture
def waiting(club, pia):
    """Everybody is counted, nothing is played yet."""
    text = written(REVIEWS_COUNT_MORE)
    it = propose(read_toml(text), pia, text)
    it.looked_at = clock.now()
    db.session.commit()
    return it


def test_attacks_are_played_by_both_rules(proposed, played):
    it = proposed()
    assert played == ["club-2026", "club-next"]
    [star] = tried(it).attacks
    assert (star.before.gain, star.after.gain) == (20, 40)
    assert star.is_worse


def test_the_same_rules_are_played_once_whatever_they_are_called(proposed, played):
    proposed()
    proposed(name="club-other", in_days=20)
    assert played == ["club-2026", "club-next"]
    proposed(SUPER_IS_NEARER, name="club-third")
    assert played == ["club-2026", "club-next", "club-third"]


def test_other_code_makes_other_rules(app, monkeypatch):
    before = rules_of(policy_named("club-2026"))
    monkeypatch.setattr(rules, "_code", lambda: "another")
    assert rules_of(policy_named("club-2026")) != before


def test_nobody_signs_before_it_can_be_read(waiting, pol):
    with pytest.raises(StillPlayed):
        sign_proposal(waiting, waiting.mark, pol)
    run_due()
    db.session.refresh(waiting)
    sign_proposal(waiting, waiting.mark, pol)
    assert waiting.state is ProposalState.SIGNED


def test_the_page_says_how_far_it_is_and_looks_again(waiting, pol, browser_of):
    with transaction():
        db.session.get_one(AttackTrial, rules_of(waiting.policy)).played = 5
    page = browser_of(pol).get(waiting.url)
    assert page.headers["Refresh"] == "10"
    assert f'value="5" max="{2 * len(schemes_of(long=False))}"' in " ".join(page.text.split())
    assert "/signature" not in page.text
    assert browser_of(pol).get(f"/api/v1{waiting.url}/attacks").json["state"] == "playing"
    answer = browser_of(pol).post(f"{waiting.url}/signature", data={"looked_at": waiting.mark})
    assert answer.status_code == 409
    assert "then sign" in answer.text


def test_whoever_signs_reads_what_would_not_hold(proposed, pol, browser_of):
    page = browser_of(pol).get(proposed().url).text
    assert "a star: all like all that one writes" in page
    assert "An account gains 40.0 points, more than 30." in page
    assert "So it is today." not in page


def test_programs_read_the_same(proposed, pia, ada, browser_of):
    it = proposed()
    told = browser_of(pia).get(f"/api/v1{it.url}/attacks").json
    assert (told["state"], told["played"]) == ("played", told["of"])
    [star] = told["attacks"]
    assert (star["key"], star["before"]["most"], star["after"]["average"]) == ("star", 20, 20)
    assert star["before"]["troubles"] == []
    assert browser_of(ada).get(f"/api/v1{it.url}/attacks").status_code == 404


def test_what_cannot_be_played_is_said_keeps_nobody_from_signing_and_is_tried_anew(
    club, pia, pol, browser_of, monkeypatch, played
):
    def broken(*_how, **_more):
        raise CalledProcessError(1, "attacks")

    text = written(REVIEWS_COUNT_MORE)
    with monkeypatch.context() as here:
        here.setattr(arena, "play_on", broken)
        it = propose(read_toml(text), pia, text)
        run_due()
    assert "could not be played" in browser_of(pol).get(it.url).text
    assert browser_of(pol).get(f"/api/v1{it.url}/attacks").json["state"] == "failed"
    change_proposal(it, read_toml(text), pia, text)
    run_due()
    assert played == ["club-2026", "club-next"]
    sign_proposal(it, it.mark, pol)


def test_what_somebody_else_plays_is_not_played_twice(waiting, played):
    now = policy_named(waiting.beside)
    trying._change(rules_of(now), heard_at=clock.now())
    trying.play_some(waiting.id)
    assert played == []
    with clock.stopped(clock.now() + trying.SILENT + timedelta(seconds=1)):
        run_due()
    assert played == ["club-2026", "club-next"]


@pytest.fixture
def turns(monkeypatch):
    """One scheme of those that are missing is played in a turn; what the worker did, in order."""
    done = []

    def told(folder, names, _policy, *, long):
        assert not long
        for name in names:
            done.append(name)
            yield name, None if name == arena.FOUND else Stood(*[[1, 2]] * 5, adds_up=True)

    monkeypatch.setattr(arena, "play_on", play_on)
    monkeypatch.setattr(arena, "_told", told)
    monkeypatch.setattr(trying, "A_TURN", -1)
    yield done
    shutil.rmtree(shelves(), ignore_errors=True)


def one_turn() -> None:
    jobs.run(db.session.scalars(select(Job.id).where(Job.work.endswith("play_some"))).one())


def test_between_two_turns_the_worker_does_what_else_is_due(waiting, turns, monkeypatch):
    monkeypatch.setitem(jobs._works, "bell", lambda: turns.append("bell"))
    one_turn()
    with transaction():
        db.session.add(Job(work="bell", args=[], due_at=clock.now() - timedelta(seconds=1)))
    run_due()
    assert turns[:3] == [arena.FOUND, "bell", "posts"]


def test_what_was_played_is_not_played_again_in_the_next_turn(waiting, turns):
    names = [*schemes_of(long=False)]
    run_due()
    assert turns == [arena.FOUND, *names] * 2
    found = tried(waiting)
    assert (found.played, found.is_on, found.failed) == (2 * len(names), False, False)
    assert not any(shelves().iterdir())


def test_how_far_it_is_is_told_after_each_turn(waiting, turns):
    for _turn in range(3):
        one_turn()
    assert tried(waiting).played == 2


def test_what_is_withdrawn_is_not_played_on_and_leaves_nothing(waiting, pia, turns):
    one_turn()
    one_turn()
    assert any(shelves().iterdir())
    withdraw_proposal(waiting, pia)
    run_due()
    assert len(turns) == 2
    assert not any(shelves().iterdir())


def test_what_another_proposal_waits_for_is_kept(waiting, pia, turns):
    one_turn()
    text = written(REVIEWS_COUNT_MORE, name="club-other", in_days=20)
    propose(read_toml(text), pia, text)
    withdraw_proposal(waiting, pia)
    run_due()
    assert turns.count(arena.FOUND) == 2


def test_a_shelf_that_nobody_goes_on_with_is_cleared(app):
    shelf_of("old").make_room()
    forget_outcomes()
    assert shelf_of("old").club.exists()
    with clock.stopped(clock.now() + timedelta(days=3)):
        forget_outcomes()
    assert not any(shelves().iterdir())


def test_for_what_was_declined_nothing_is_played(waiting, pol, played):
    decline_proposal(waiting, "Not now.", pol)
    run_due()
    assert played == []


def test_it_is_forgotten_with_what_it_would_have_done_to_each(proposed):
    it = proposed()
    with clock.stopped(clock.now() + FORGOTTEN + timedelta(days=1)):
        forget_outcomes()
    assert tried(it) is None


def test_the_command_line_says_the_same_and_plays_nothing_twice(app, club, played, tmp_path):
    file = tmp_path / "next.toml"
    file.write_text(written(REVIEWS_COUNT_MORE))
    for _again in range(2):
        told = app.test_cli_runner().invoke(score, ["simulate", str(file)])
        assert told.exit_code == 0, told.output
        [line] = [line for line in told.output.splitlines() if line.startswith("a star")]
        assert line.split()[-3:] == ["20.0", "40.0", "30.0"]
        assert "more than 30" in told.output
    assert played == ["club-2026", "club-next"]
    silent = app.test_cli_runner().invoke(score, ["simulate", str(file), "--no-attacks"])
    assert "a star" not in silent.output
