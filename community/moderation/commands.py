"""What an administrator decides on a member without a browser."""

from datetime import UTC, datetime, time

import click

from community import clock
from community.entrance.commands import Impossible, found, member_commands
from community.moderation.by_hand import keep_out, let_in_again
from community.moderation.club_rules import OTHER, club_rules, rule_called
from community.moderation.models import UnknownRule

UNTOLD = "reads in a mail how to appeal, but not why: next time say so with --why or name a --rule"


@member_commands.command()
@click.argument("handle")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="The day it lifts by itself.")
@click.option("--rule", default=OTHER, show_default=True, help="The rule of the club, as in CLUB_RULES.")
@click.option("--why", default="", help="What the member reads beside the rule, in a language of theirs.")
@click.option("--lift", is_flag=True, help="Let the member in again.")
def suspend(handle: str, until: datetime | None, rule: str, why: str, *, lift: bool) -> None:
    """Keep a member out, at once and everywhere; a letter tells them so, and how to appeal."""
    member = found(handle)
    if lift and (until or why):
        raise click.UsageError("With --lift, give neither --until nor --why.")
    if lift:
        let_in_again(member)
        click.echo(f"@{handle} may come in again, and was told so by mail.")
        return
    moment = until and datetime.combine(until.date(), time(), UTC)
    if moment and moment <= clock.now():
        raise Impossible(f"{until:%Y-%m-%d} is over: give a day to come.")
    try:
        keep_out(member, moment, rule, why)
    except UnknownRule as unknown:
        names = ", ".join(each.name for each in club_rules())
        raise Impossible(f"the club has no rule {rule}. It has: {names}.") from unknown
    ends = f" until {moment:%Y-%m-%d}" if moment else ""
    told = "reads why in a mail" if why.strip() or rule_called(rule).template else UNTOLD
    click.echo(f"@{handle} is suspended{ends}, and {told}.")
