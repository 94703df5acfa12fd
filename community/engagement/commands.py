"""`zone score`: what a member's score is made of, and the same sums from the beginning."""

from pathlib import Path

import click
from sqlalchemy import func, select

from community import clock
from community.db import Refusal, db
from community.engagement.activity import Activity
from community.engagement.columnar.lake import bring_up_to_date, lake
from community.engagement.columnar.lake import export as write_out
from community.engagement.columnar.verifying import differences
from community.engagement.ledger import ScoreEntry
from community.engagement.nights import move_window
from community.engagement.policy import MILLI, policy_on, read_policy
from community.engagement.reading import lines_of
from community.engagement.sentences import points, what, why
from community.engagement.simulated import told_of
from community.engagement.standing import Standing, parts
from community.members import Member


class Unknown(Refusal):
    """Nobody here has that handle."""


class TooFewAnchors(Refusal):
    """Trust has nowhere to begin."""


class DoesNotAddUp(Refusal):
    """A score is not what its tallies and lines say."""


@click.group()
def score() -> None:
    """Explain scores, and compute them anew."""


@score.command()
@click.argument("handle")
@click.option("--lines", default=20, show_default=True)
def explain(handle: str, lines: int) -> None:
    """The parts of a member's score and its newest lines."""
    member = member_called(handle)
    standing = db.session.get_one(Standing, member.id)
    for part, worth in parts(standing.measures, policy_on(clock.today())).items():
        click.echo(f"{worth / MILLI:>10,.1f}  {part}")
    click.echo(f"{standing.score / MILLI:>10,.1f}  {standing.tier}, since {standing.tier_since:%d %b %Y}\n")
    for line in lines_of(member.id, limit=lines):
        click.echo(f"{points(line.points):>10}  {line.at:%d %b %Y}  {what(line, member.id)}. {why(line)}.")


ENGINES = ("tallies", "duckdb")
SHOWN = 50


@score.command()
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    default="tallies",
    show_default=True,
    help="From the tallies, which also moves the window on; or by DuckDB from the whole ledger.",
)
def recompute(engine: str) -> None:
    """Sum every score anew; what is wrong is named and left as it is."""
    if engine == "duckdb":
        verify_all()
        return
    sums = select(ScoreEntry.member_id, func.sum(ScoreEntry.points)).group_by(ScoreEntry.member_id)
    ids = db.session.scalars(select(Standing.member_id)).all()
    with click.progressbar(ids, label="Summing") as members:
        for member_id in members:
            move_window(member_id, clock.today())
    told = {line[0]: line[1] for line in db.session.execute(sums)}
    wrong = [
        f"Member {it.member_id}: the lines sum to {told.get(it.member_id, 0)}, the score is {it.score}."
        for it in db.session.scalars(select(Standing))
        if it.score != told.get(it.member_id, 0)
    ]
    if wrong:
        raise DoesNotAddUp("\n".join(wrong))
    click.echo("Every score is the sum of its lines and of its tallies.")


@score.command()
def credibility() -> None:
    """Count now, and not at night, how credible members are to each other; the table of today is renewed."""
    from community.engagement.credibility.keeping import keep_table

    members = keep_table(clock.today(), tell=lambda step: click.echo(f"{step} …", err=True))
    if not members:
        raise TooFewAnchors(
            "Nothing was kept: fewer than three members have been here for ninety days with something "
            "bought and kept, so nobody can be vouched for yet. Favours weigh what the policy says."
        )
    click.echo(f"{members} members have their line in the table of {clock.today()}.")


@score.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--policy", default="stackexchange-2018", show_default=True)
def replay(folder: Path, policy: str) -> None:
    """Count a Stack Exchange dump by its own rules, and compare with the reputation it publishes."""
    from community.engagement.replaying import daily_policy
    from community.engagement.replaying import replay as replayed

    click.echo(replayed(folder, daily_policy(policy)))


@score.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(file: Path) -> None:
    """Whether a policy can be believed; what is wrong is named with its place and how to mend it."""
    policy = read_policy(file)
    click.echo(f"{policy.name}, from {policy.from_}: nothing to mend.")


@score.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--movers", default=20, show_default=True, help="How many of the biggest to name.")
@click.option("--attacks/--no-attacks", default=True, help="Whether to play the attacks: a minute or two.")
def simulate(file: Path, movers: int, *, attacks: bool) -> None:
    """Count everybody by a policy, and say who would move and what attacks gain: nothing is changed."""
    from community.engagement.simulating import simulate as simulated
    from community.engagement.simulating import what_else

    policy = read_policy(file)
    total = db.session.scalar(select(func.count()).select_from(Standing)) or 0
    with click.progressbar(length=total, label="Counting") as bar:
        seen, moved = simulated(policy, bar.update)
    ids = [it.member_id for it in moved[:movers]]
    handles = dict(db.session.execute(select(Member.id, Member.handle).where(Member.id.in_(ids))).all())
    for line in told_of(seen, moved[:movers], handles):
        click.echo(line)
    for line in what_else(policy, lambda name: click.echo(f"played: {name}", err=True)) if attacks else ():
        click.echo(line)


@score.command()
def verify() -> None:
    """Count the whole ledger anew, in columns, and name every member who stands elsewhere."""
    verify_all()


@score.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def export(folder: Path) -> None:
    """Write the ledger as Parquet, by bucket of member and by month, for other engines to read."""
    _bring_up_to_date()
    click.echo(f"{write_out(lake(), folder):,} activities are in {folder}.")


def verify_all() -> None:
    """Raises DoesNotAddUp, whose text names them."""
    _bring_up_to_date()
    click.echo("Counting all of it anew …", err=True)
    wrong = differences(lambda done, of: click.echo(f"{done} of {of} pieces counted", err=True))
    if not wrong:
        click.echo("Every member stands where the ledger says.")
        return
    ids = {it.member_id for it in wrong[:SHOWN]}
    handles = dict(db.session.execute(select(Member.id, Member.handle).where(Member.id.in_(ids))).all())
    told = [
        f"@{handles[it.member_id]}: {it.measure} is {it.kept:,}, the ledger says {it.counted:,}."
        for it in wrong[:SHOWN]
    ]
    raise DoesNotAddUp("\n".join([*told, *([f"And {len(wrong) - SHOWN} more."] * (len(wrong) > SHOWN))]))


def _bring_up_to_date() -> None:
    total = db.session.scalar(select(func.count(Activity.id))) or 0
    with click.progressbar(length=total, label="Reading the ledger") as bar:
        bring_up_to_date(lake(), bar.update)


def member_called(handle: str) -> Member:
    spelled = handle.lower().removeprefix("@")
    member = db.session.scalar(select(Member).where(Member.handle == spelled))
    if not member:
        raise Unknown(f"Nobody here is called @{spelled}.")
    return member
