"""`zone attacks`: what accounts gain that lift each other, by a policy of one's own or the one in force."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta
from functools import partial
from pathlib import Path

import click
from sqlalchemy import event, inspect, select

from community.db import Model, Refusal, db
from community.engagement.policy import (
    Policy,
    forget_policies,
    policy_on,
    read_policy,
    when_asked_for_policies,
)
from community.members import Member
from programme.attacks.clubs import BEGINS, LONG, SHORT, Size, founded
from programme.attacks.judging import Judged
from programme.attacks.living import settle
from programme.attacks.playing import Stood, lived
from programme.attacks.rules import rules_of
from programme.attacks.schemes import schemes_of
from programme.attacks.shelf import shelf_of
from programme.attacks.trial import on_trial


class NotOurs(Refusal):
    """Members live here who were not made for it."""


@click.command()
@click.option("--policy", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="TOML.")
@click.option("--long", is_flag=True, help="20 accounts, 200 members, 30 days; goes on where it was stopped.")
@click.option("--play", multiple=True, hidden=True)
def attacks_command(policy: Path | None, play: tuple[str, ...], *, long: bool) -> None:
    """Play every attack on the score in a club of its own, and say what it gained. Nothing here changes."""
    from programme.attacks.suite import table

    size = LONG if long else SHORT
    if policy:
        _count_by(read_policy(policy))
    if play:
        _play(play, size)
    else:
        click.echo("\n".join(table(_played(policy, long=long), size.attackers)))


def _played(policy: Path | None, *, long: bool) -> list[Judged]:
    """What is long stays in the club's folder, until the rules or the code that counts are others."""
    from programme.attacks.arena import attacked, attacked_long

    if not long:
        return attacked(policy, _say)
    shelf = shelf_of(rules_of(policy_on(BEGINS.date())), long=True)
    return attacked_long(shelf, policy, _say)


def _say(name: str) -> None:
    click.echo(f"played: {name}", err=True)


def _play(names: Sequence[str], size: Size) -> None:
    for name in names:
        if name == "found":
            _refuse_who_lives_here()
            Model.metadata.create_all(db.engine)
            settle(founded(size))
            click.echo(json.dumps([name, None]))
        else:
            stood = _alone(name) if size is LONG else _undone(name)
            click.echo(json.dumps([name, asdict(stood)]))


def _undone(name: str) -> Stood:
    with on_trial():
        return lived(SHORT, schemes_of(long=False)[name])


def _alone(name: str) -> Stood:
    """In a copy that is thrown away: nothing of it must survive a power cut, and so a fifth is saved."""
    db.engine.dispose()
    event.listen(db.engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))
    return lived(LONG, schemes_of(long=True)[name], partial(_say_day, name, LONG))


def _say_day(name: str, size: Size, day: int) -> None:
    click.echo(f"{name}: day {day} of {size.days}", err=True)


def _count_by(policy: Policy) -> None:
    """From the beginning on, in place of the one that is in force then."""
    forget_policies()
    first = policy_on((BEGINS - timedelta(days=1)).date()).from_
    when_asked_for_policies(lambda: [policy.model_copy(update={"from_": first})])
    forget_policies()


def _refuse_who_lives_here() -> None:
    if inspect(db.engine).has_table("member") and db.session.scalar(select(Member.id).limit(1)):
        raise NotOurs("Members live here: attacks are played in a club of their own. Leave --play out.")
