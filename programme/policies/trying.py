"""A worker plays the attacks on the score by the rules in force and by the proposed ones.

What an attack gains follows from the rules and from the code that counts: where both were played before,
nothing is played again.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import timedelta
from functools import partial
from math import inf
from pathlib import Path
from subprocess import CalledProcessError
from tempfile import TemporaryDirectory

from sqlalchemy import delete, or_, select, update

from community import clock
from community.db import Refusal, db, insert_or, transaction
from community.engagement.policy import Policy, policy_named
from community.engagement.simulating import when_simulated
from community.jobs import at, job, later
from programme.attacks.rules import rules_of
from programme.attacks.shelf import Shelf, shelf_of, thrown_away
from programme.policies.models import AttackTrial, PolicyProposal, ProposalState
from programme.policies.writing import toml_of

log = logging.getLogger(__name__)
SILENT = timedelta(minutes=5)  # after which who played is taken for dead
AGAIN = timedelta(seconds=20)
A_TURN = 5.0  # seconds after which the worker does what else is due, and goes on
OPEN = (ProposalState.LOOKING, ProposalState.READY)
Heard = Callable[[str], object]


class AttacksFailed(Refusal):
    """They could not be played: the text says why."""


def both(it: PolicyProposal) -> tuple[Policy, Policy]:
    """The rules it was compared with, and its own."""
    return policy_named(it.beside) or it.policy, it.policy


def try_attacks(it: PolicyProposal) -> None:
    """What was played is not played again; what could not be, is. Must be called inside a transaction."""
    for policy in both(it):
        _wanted(policy)
    later(play_some, it.id)


@job
def play_some(proposal_id: int) -> None:
    """A few seconds by the first rules that are not played yet; what else is due by then goes first."""
    it = db.session.get(PolicyProposal, proposal_id)
    if not it:
        return
    waiting = [policy for policy in both(it) if not _ended(rules_of(policy))]
    if it.state not in OPEN:
        _leave(waiting)
    elif waiting:
        is_mine = _taken(rules_of(waiting[0]))
        if is_mine:
            _play_a_turn(waiting[0])
        with transaction():
            at(clock.now() + (timedelta() if is_mine else AGAIN), play_some, proposal_id)


def trials_of(it: PolicyProposal) -> tuple[AttackTrial, AttackTrial] | None:
    """By the rules it was compared with, and by its own; none where nobody asked, or they are forgotten."""
    before, after = map(rules_of, both(it))
    asked = select(AttackTrial).where(AttackTrial.rules.in_({before, after}))
    found = {trial.rules: trial for trial in db.session.scalars(asked)}
    return (found[before], found[after]) if {before, after} <= found.keys() else None


def is_being_tried(it: PolicyProposal) -> bool:
    trials = trials_of(it)
    return bool(trials and any(trial.ended_at is None for trial in trials))


@when_simulated
def told_of_attacks(policy: Policy, now: Policy, heard: Heard) -> Iterator[str]:
    """For the command line, which waits."""
    from programme.attacks.suite import beside_each_other

    was, will = (_played_by(it, heard) for it in (now, policy))
    yield from beside_each_other(was, will)


def _played_by(policy: Policy, heard: Heard) -> Sequence[dict[str, object]]:
    rules = rules_of(policy)
    if not _ended(rules):
        with transaction():
            _wanted(policy)
        with thrown_away() as shelf:
            _play(policy, shelf, heard=heard)
    trial = db.session.get_one(AttackTrial, rules, populate_existing=True)
    if trial.trouble:
        raise AttacksFailed(trial.trouble)
    return trial.found


def _wanted(policy: Policy) -> None:
    from programme.attacks.schemes import schemes_of

    rules = rules_of(policy)
    failed = (AttackTrial.rules == rules) & AttackTrial.trouble.is_not(None)
    db.session.execute(delete(AttackTrial).where(failed))
    row = {
        "rules": rules,
        "asked_at": clock.now(),
        "played": 0,
        "of": len(schemes_of(long=False)),
        "found": [],
    }
    db.session.execute(insert_or(AttackTrial).values(row).on_conflict_do_nothing())


def _ended(rules: str) -> bool:
    ended = select(AttackTrial.rules).where(AttackTrial.rules == rules, AttackTrial.ended_at.is_not(None))
    return db.session.scalar(ended) is not None


def _taken(rules: str) -> bool:
    """By us; else somebody plays it this minute, for another proposal."""
    now = clock.now()
    free = or_(AttackTrial.heard_at.is_(None), AttackTrial.heard_at < now - SILENT)
    take = update(AttackTrial).where(AttackTrial.rules == rules, AttackTrial.ended_at.is_(None), free)
    with transaction():
        mine = db.session.execute(take.values(heard_at=now).returning(AttackTrial.rules))
        return mine.scalar() is not None


def _play_a_turn(policy: Policy) -> None:
    """What is played stays on the shelf until all is; whoever comes next takes it from there."""
    rules = rules_of(policy)
    shelf = shelf_of(rules)
    _play(policy, shelf, A_TURN)
    if _ended(rules):
        shelf.clear()
    else:
        _change(rules, heard_at=None)


def _leave(policies: Sequence[Policy]) -> None:
    """What nobody else wants to know is thrown away; who asks for it again begins anew."""
    decided = (PolicyProposal.withdrawn_at, PolicyProposal.declined_at, PolicyProposal.signed_at)
    others = db.session.scalars(select(PolicyProposal).where(*(it.is_(None) for it in decided)))
    wanted = {rules_of(policy) for it in others for policy in both(it)}
    for rules in {*map(rules_of, policies)} - wanted:
        if _taken(rules):
            shelf_of(rules).clear()
            _change(rules, heard_at=None, played=0)


def _play(policy: Policy, shelf: Shelf, seconds: float = inf, heard: Heard = lambda _name: None) -> None:
    """Nothing is held meanwhile. What went wrong is kept, for whoever asked; the log has all of it."""
    from programme.attacks import arena

    rules = rules_of(policy)
    try:
        with TemporaryDirectory(prefix="zone-policy-") as folder:
            file = Path(folder) / "policy.toml"
            file.write_text(toml_of(policy))
            found = arena.play_on(shelf, file, partial(_hear, rules, shelf, heard), seconds)
    except (OSError, CalledProcessError, ValueError) as trouble:
        log.exception("the attacks could not be played by %s", policy.name)
        _change(rules, ended_at=clock.now(), trouble=str(trouble)[:500])
    else:
        if found is not None:
            _change(rules, ended_at=clock.now(), found=[asdict(one) for one in found])


def _hear(rules: str, shelf: Shelf, heard: Heard, name: str) -> None:
    _change(rules, heard_at=clock.now(), played=len(shelf.played()))
    heard(name)


def _change(rules: str, **values: object) -> None:
    with transaction():
        db.session.execute(update(AttackTrial).where(AttackTrial.rules == rules).values(**values))
