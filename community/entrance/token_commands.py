"""`zone token`: tokens without a browser."""

import click

from community.entrance.commands import found
from community.entrance.tokens import Scope, create_token


@click.group(name="token")
def token_commands() -> None:
    """Let programs in."""


@token_commands.command()
@click.argument("handle")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    required=True,
    help=f"What it opens: {', '.join(Scope)}. Several with commas, or give the option again.",
)
@click.option("--name", default="zone token create", help="What it is for.")
def create(handle: str, scopes: tuple[str, ...], name: str) -> None:
    """Make a token for a member. It is the last word printed, and printed only now."""
    words = [word.strip() for given in scopes for word in given.replace(",", " ").split()]
    if unknown := [word for word in words if word not in set(Scope)]:
        raise click.UsageError(f"There is no scope {unknown[0]!r}: choose of {', '.join(Scope)}.")
    if not words:
        raise click.UsageError(f"Give a scope: {', '.join(Scope)}.")
    token, word = create_token(found(handle), name, [Scope(scope) for scope in words])
    click.echo(f"Token {token.id} for @{token.member.handle}, opens {token.opens}: {word}")
