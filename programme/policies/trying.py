"""A worker plays the attacks on the score by the rules in force and by the proposed ones.

What an attack gains follows from the rules and from the code that counts: where both were played before,
nothing is played again.
"""

import json
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import timedelta
from functools import cache, partial
from hashlib import blake2b
from pathlib import Path
from subprocess import CalledProcessError
from tempfile import TemporaryDirectory

from sqlalchemy import delete, or_, select, update

from community import clock
from community.db import Refusal, db, insert_or, transaction
from community.engagement.policy import Policy, policy_named
from community.engagement.simulating import when_simulated
from community.jobs import at, job, later
from config import ROOT
from programme.policies.models import AttackTrial, PolicyProposal, ProposalState
from programme.policies.writing import toml_of

log = logging.getLogger(__name__)
SILENT = timedelta(minutes=5)  # after which who played is taken for dead
AGAIN = timedelta(seconds=20)
COUNTS = ("community/engagement", "programme/attacks")  # where the code is that makes the difference
SAYS_NOTHING = {"name", "from_", "because"}  # of what an attack gains
OPEN = (ProposalState.LOOKING, ProposalState.READY)
Heard = Callable[[str], object]


class AttacksFailed(Refusal):
    """They could not be played: the text says why."""


def rules_of(policy: Policy) -> str:
    """Two policies that count alike have the same, as long as the code is the same."""
    said = policy.model_dump(mode="json", exclude=SAYS_NOTHING)
    return blake2b(json.dumps([said, _code()], sort_keys=True).encode(), digest_size=16).hexdigest()


@cache
def _code() -> str:
    files = sorted(file for folder in COUNTS for file in (Path(ROOT) / folder).rglob("*.py"))
    return blake2b(b"".join(file.read_bytes() for file in files), digest_size=16).hexdigest()


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
    """By the first of both rules that nobody has played; then the other."""
    it = db.session.get(PolicyProposal, proposal_id)
    if not it or it.state not in OPEN:
        return
    waiting = [policy for policy in both(it) if not _ended(rules_of(policy))]
    if not waiting:
        return
    is_mine = _taken(rules_of(waiting[0]))
    if is_mine:
        _play(waiting[0])
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
        _play(policy, heard)
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
        mine = db.session.execute(take.values(heard_at=now, played=0).returning(AttackTrial.rules))
        return mine.scalar() is not None


def _play(policy: Policy, heard: Heard = lambda _name: None) -> None:
    """Nothing is held meanwhile. What went wrong is kept, for whoever asked; the log has all of it."""
    from programme.attacks import arena

    rules = rules_of(policy)
    try:
        with TemporaryDirectory(prefix="zone-policy-") as folder:
            file = Path(folder) / "policy.toml"
            file.write_text(toml_of(policy))
            found = arena.attacked(file, heard=partial(_hear, rules, heard))
    except (OSError, CalledProcessError, ValueError) as trouble:
        log.exception("the attacks could not be played by %s", policy.name)
        _change(rules, ended_at=clock.now(), trouble=str(trouble)[:500])
    else:
        _change(rules, ended_at=clock.now(), found=[asdict(one) for one in found])


def _hear(rules: str, heard: Heard, name: str) -> None:
    _change(rules, heard_at=clock.now(), played=AttackTrial.played + 1)
    heard(name)


def _change(rules: str, **values: object) -> None:
    with transaction():
        db.session.execute(update(AttackTrial).where(AttackTrial.rules == rules).values(**values))
