"""`zone`, the command line: everything an administrator does without a browser."""

import sys

import click
from flask import Flask

from config import ImpossibleSetting
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


if __name__ == "__main__":
    main()
