"""`zone attacks`: what accounts gain that lift each other, by a policy of one's own or the one in force."""

import json
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

import click
from sqlalchemy import inspect, select

from community.db import Model, Refusal, db
from community.engagement.policy import (
    Policy,
    forget_policies,
    policy_on,
    read_policy,
    when_asked_for_policies,
)
from community.members import Member
from programme.attacks.clubs import BEGINS, LONG, SHORT, founded
from programme.attacks.living import settle
from programme.attacks.playing import lived
from programme.attacks.schemes import schemes_of


class NotOurs(Refusal):
    """Members live here who were not made for it."""


@click.command()
@click.option("--policy", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="TOML.")
@click.option("--long", is_flag=True, help="20 accounts against 200 members for 30 days: an hour or so.")
@click.option("--play", multiple=True, hidden=True)
def attacks_command(policy: Path | None, play: tuple[str, ...], *, long: bool) -> None:
    """Play every attack on the score in a club of its own, and say what it gained. Nothing here changes."""
    from programme.attacks.arena import attacked
    from programme.attacks.suite import table

    size = LONG if long else SHORT
    if policy:
        _count_by(read_policy(policy))
    if not play:
        found = attacked(policy, long=long, heard=lambda name: click.echo(f"played: {name}", err=True))
        click.echo("\n".join(table(found, size.attackers)))
        return
    for name in play:
        if name == "found":
            _refuse_who_lives_here()
            Model.metadata.create_all(db.engine)
            settle(founded(size))
        else:
            click.echo(json.dumps([name, asdict(lived(size, schemes_of(long=True)[name]))]))


def _count_by(policy: Policy) -> None:
    """From the beginning on, in place of the one that is in force then."""
    forget_policies()
    first = policy_on((BEGINS - timedelta(days=1)).date()).from_
    when_asked_for_policies(lambda: [policy.model_copy(update={"from_": first})])
    forget_policies()


def _refuse_who_lives_here() -> None:
    if inspect(db.engine).has_table("member") and db.session.scalar(select(Member.id).limit(1)):
        raise NotOurs("Members live here: attacks are played in a club of their own. Leave --play out.")
