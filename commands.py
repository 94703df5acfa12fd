"""`zone`, the command line: everything an administrator does without a browser.

A command that needs the house opens it, which takes some seconds; `serve` and `prepare` begin without.
"""

import sys
from importlib import import_module

import click
from flask import Flask

from config import Config, ImpossibleSetting

ROOMS = {
    "attacks": "programme.attacks.commands:attacks_command",
    "backup": "community.safekeeping.commands:backup_command",
    "criteria": "programme.selection.commands:criteria_commands",
    "doors": "community.doors:doors_command",
    "engine": "livestream.engines.commands:engine_commands",
    "erase": "community.leaving.commands:erase_command",
    "export": "community.leaving.commands:export_command",
    "import": "community.products.commands:import_commands",
    "invite": "community.entrance.commands:invite_commands",
    "live": "livestream.streams.commands:live",
    "member": "community.products.commands:member_commands",
    "restore": "community.safekeeping.commands:restore_command",
    "score": "community.engagement.commands:score",
    "search": "community.search.commands:search_commands",
    "seed": "seeds.commands:seed",
    "token": "community.entrance.token_commands:token_commands",
    "verify": "community.safekeeping.commands:verify_command",
}
LIGHT = {"serve", "prepare"}


class Zone(click.Group):
    """Ends with a clear sentence on stderr and 1, never with a traceback for what was foreseen."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *ROOMS})

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """A room's own commands are brought when somebody asks for them."""
        if name not in ROOMS:
            return super().get_command(ctx, name)
        module, _, command = ROOMS[name].partition(":")
        found: click.Command = getattr(import_module(module), command)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name, command, rest = super().resolve_command(ctx, args)
        if name not in LIGHT:
            open_house(ctx)
        return name, command, rest

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except ImpossibleSetting as impossible:
            raise click.ClickException(str(impossible)) from impossible
        except Exception as error:
            from community.db import Refusal

            if not isinstance(error, Refusal):
                raise
            raise click.ClickException(str(error) or type(error).__name__) from error


def open_house(ctx: click.Context) -> Flask:
    """The app, for as long as the command runs."""
    from wsgi import create_app

    app: Flask = create_app()
    ctx.find_root().obj = app
    ctx.find_root().with_resource(app.app_context())
    return app


@click.group(cls=Zone)
def main() -> None:
    """Members Zone: the community platform of an invite-only loyalty club."""


@main.command()
def migrate() -> None:
    """Bring the database to the form this version needs."""
    from community.migrating import upgrade

    upgrade()


@main.command()
@click.pass_context
def prepare(ctx: click.Context) -> None:
    """What `make run` asks for: the database in its form, and the demo village where nobody lives yet."""
    from community.migrating import is_settled, upgrade
    from seeds.whom import tell_whom_to_sign_in_as

    config = Config()
    if is_settled(config.SQLALCHEMY_DATABASE_URI):
        tell_whom_to_sign_in_as(config)
        return
    open_house(ctx)
    from seeds.commands import village

    upgrade()
    ctx.invoke(village, if_empty=True)


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
def serve() -> None:
    """Serve the club: one web process, its workers and what takes streams in, watched until Ctrl-C."""
    from community.watching import watch

    commands = [[sys.executable, "-m", "server"]]
    config = Config()
    commands += [[sys.executable, "-m", "commands", "work"]] * config.WORKERS
    commands += [[sys.executable, "-m", "commands", "live"]] * config.LIVE
    sys.exit(watch(commands))


if __name__ == "__main__":
    main()
