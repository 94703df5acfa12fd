"""`zone seed`: fills an empty club with a world."""

import secrets

import click
from flask import current_app
from rich.progress import track
from sqlalchemy import select

from community import clock
from community.db import Refusal, db
from community.members import Member
from config import Config
from seeds.whom import NOTE, tell_whom_to_sign_in_as


class NotEmpty(Refusal):
    """Somebody lives here already."""


@click.group()
def seed() -> None:
    """Fill an empty club: `village` to look at, `crowd` to measure with, `empty` for a real one."""


@seed.command()
@click.option("--password", help="The password of everybody; made up when none is given.")
@click.option("--if-empty", is_flag=True, help="Do nothing where somebody lives already.")
def village(password: str | None, *, if_empty: bool) -> None:
    """Two dozen members, a year of what they wrote and bought, drawn pictures."""
    from programme.insights.counting import count_figures
    from seeds.drawing.ahead import drawn_ahead
    from seeds.stage import play
    from seeds.village.cast import Cast
    from seeds.village.pictures import pictures_of
    from seeds.village.reading import read_village
    from seeds.village.staging import scenes

    if db.session.scalar(select(Member.id).limit(1)):
        if if_empty:
            return tell_whom_to_sign_in_as(Config())
        raise NotEmpty("This club has members already. Give another folder as ZONE_DATA to seed a village.")
    current_app.config["RATE_LIMITS"] = False  # a year in half a minute
    password = password or f"village-{secrets.token_hex(4)}"
    it = read_village()
    with drawn_ahead(pictures_of(it)) as drawings:
        told = list(scenes(it, Cast(drawings), password))
        for _done in track(play(told, clock.now()), "A year in the village", total=len(told)):
            pass
    count_figures()
    note = current_app.config["ZONE_DATA"] / NOTE
    note.write_text(f"Sign in as yuchen with the password {password}\n")
    return tell_whom_to_sign_in_as(Config())


@seed.command()
@click.option("--members", default=10_000, show_default=True, type=click.IntRange(2))
@click.option("--boards", default=20, show_default=True, type=click.IntRange(1))
@click.option("--topics", default=4_000, show_default=True, type=click.IntRange(1))
@click.option("--posts", default=88_000, show_default=True, help="Topics and their replies together.")
@click.option("--stories", default=10_000, show_default=True)
@click.option("--lists", default=2_000, show_default=True)
@click.option("--long-topics", default=4, show_default=True, help="Of the topics, those with 2,000 replies.")
def crowd(members: int, boards: int, topics: int, posts: int, **more: int) -> None:
    """Any number of members and posts, the same every time, for measuring."""
    from seeds.crowd import Size, fill

    if db.session.scalar(select(Member.id).limit(1)):
        raise NotEmpty("This club has members already. Give another folder as ZONE_DATA to seed a crowd.")
    tables = fill(Size(members, boards, topics, max(posts, topics), **more))
    for name, rows in track(tables, "A crowd moves in", total=13):
        click.echo(f"{rows:>9,} {name}")


@seed.command()
def empty() -> None:
    """Nothing but the tables: the first member is made by `zone member create`."""
    from community.migrating import upgrade

    upgrade()
    click.echo("The club is empty. Make its first member: zone member create --role administrator …")
