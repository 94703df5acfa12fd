"""`zone engine`: media servers beside the house, edges before it, and what a crowd would ask of them."""

import click

from livestream.engines import configuring, keeping
from livestream.engines.crowd import Crowd, told
from livestream.engines.models import EngineKind


@click.group(name="engine")
def engine_commands() -> None:
    """Let media servers take streams in, and prepare edges."""


@engine_commands.command()
@click.argument("kind", type=click.Choice([kind.value for kind in EngineKind]))
@click.argument("name")
@click.option("--ingest", required=True, help="What encoders send to: rtmp://live.example.org/live")
@click.option("--control", help="Where the club tells it to cut a stream: http://10.0.0.5:8080")
@click.option("--film", help="Where players find its playlist, if not where it usually is: {home}/…")
def add(kind: str, name: str, ingest: str, control: str | None, film: str | None) -> None:
    """Let an engine in. Its address is the last word printed; "show" prints its whole configuration."""
    engine = keeping.add_engine(EngineKind(kind), name, ingest, control, film)
    click.echo(f"{engine.name} ({engine.kind}) asks and tells at {keeping.hook_of(engine)}")


@engine_commands.command(name="list")
def list_engines() -> None:
    """Those that are let in; the last is the one encoders are sent to."""
    for engine in keeping.engines():
        click.echo(f"{engine.name}  {engine.kind}  {engine.ingest}  {engine.control or 'no control'}")


@engine_commands.command()
@click.argument("name")
def show(name: str) -> None:
    """Print its configuration, with its secrets."""
    click.echo(configuring.configuration_of(keeping.engine_called(name)))


@engine_commands.command()
@click.argument("name")
def renew(name: str) -> None:
    """Give it a new secret. It is a stranger until it has its new configuration."""
    engine = keeping.engine_called(name)
    keeping.renew_secret(engine)
    click.echo(f"{engine.name} ({engine.kind}) asks and tells at {keeping.hook_of(engine)}")


@engine_commands.command()
@click.argument("name")
def remove(name: str) -> None:
    """Let it go. What comes through it has a minute to come another way."""
    keeping.remove_engine(keeping.engine_called(name))
    click.echo(f"{name} is a stranger now.")


@engine_commands.command()
@click.argument("kind", type=click.Choice([*configuring.EDGES]))
@click.option("--before", metavar="NAME", help="An engine whose films it fetches, instead of the club's.")
@click.option("--at", default="127.0.0.1:8000", show_default=True, help="Where it fetches: HOST:PORT.")
def edge(kind: str, before: str | None, at: str) -> None:
    """Print the configuration of an edge, with the secret by which it knows passes."""
    host, _colon, port = at.rpartition(":")
    if not host or not port.isdecimal():
        raise click.UsageError(f"{at!r} must be a host and a port: 127.0.0.1:8000.")
    if before and kind != "nginx":
        raise click.UsageError("Before an engine stands nginx alone: give “nginx”.")
    engine = keeping.engine_called(before) if before else None
    click.echo(configuring.configuration_of_edge(kind, engine, HOST=host, PORT=port))


@engine_commands.command()
@click.option("--viewers", default=400_000, show_default=True, type=click.IntRange(min=1))
@click.option("--kbit", default=2600, show_default=True, type=click.IntRange(min=1), help="Of one viewer.")
def crowd(viewers: int, kbit: int) -> None:
    """Compute what a crowd of viewers asks of edges and of the club."""
    click.echo(told(Crowd(viewers, kbit)))
