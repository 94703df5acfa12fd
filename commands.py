"""`zone`, the command line: everything an administrator does without a browser."""

import sys

import click
from flask import Flask

from community.doors import doors_command
from community.engagement.commands import score
from community.entrance.commands import invite_commands, member_commands
from community.entrance.token_commands import token_commands
from community.products.commands import customer, import_commands
from community.search.commands import search_commands
from config import ImpossibleSetting
from seeds.commands import seed
from wsgi import create_app


class Zone(click.Group):
    """Ends with a clear sentence on stderr and 1, never with a traceback for what was foreseen."""

    def invoke(self, ctx: click.Context) -> object:
        from community.db import Refusal

        try:
            ctx.obj = create_app()
            with ctx.obj.app_context():
                return super().invoke(ctx)
        except (ImpossibleSetting, Refusal) as refusal:
            raise click.ClickException(str(refusal) or type(refusal).__name__) from refusal


@click.group(cls=Zone)
def main() -> None:
    """Members Zone: the community platform of an invite-only loyalty club."""


@main.command()
def migrate() -> None:
    """Bring the database to the form this version needs."""
    from community.migrating import upgrade

    upgrade()


@main.command()
@click.option("--once", is_flag=True, help="Do what waits now, then end.")
@click.pass_obj
def work(app: Flask, *, once: bool) -> None:
    """Do jobs: pictures, search index, mail, the nightly score."""
    from community.jobs import run_due

    if once:
        click.echo(f"{run_due()} jobs done.")
        return
    from community.working import work_on

    work_on(app)


@main.command()
@click.pass_obj
def serve(app: Flask) -> None:
    """Serve the club: one web process and its workers, watched until Ctrl-C."""
    from community.watching import watch

    commands = [[sys.executable, "-m", "server"]]
    commands += [[sys.executable, "-m", "commands", "work"]] * app.config["WORKERS"]
    sys.exit(watch(commands))


# The rooms' own.
main.add_command(member_commands)
main.add_command(token_commands)
main.add_command(doors_command)
member_commands.add_command(customer)
main.add_command(import_commands)
main.add_command(seed)
main.add_command(score)
main.add_command(search_commands)
main.add_command(invite_commands)

if __name__ == "__main__":
    main()
