"""`zone backup`, `zone restore`, `zone verify`."""

from collections.abc import Iterable
from pathlib import Path

import click

from community.db import Refusal

FILE = click.Path(dir_okay=False, path_type=Path)
SHOWN = 20


class NotSound(Refusal):
    """Something is not as it is promised; what, was printed before."""


@click.command(name="backup")
@click.argument("file", type=FILE)
def backup_command(file: Path) -> None:
    """Pack the whole club into FILE, while it is open.

    Not in it: the keys (SECRET_KEY, PUSH_KEY), the search index, mail. It is not encrypted.
    """
    from community.safekeeping.backing_up import back_up

    contents = back_up(file)
    files = sum(name.startswith("files/") for name in contents.digests)
    click.echo(
        f"{file}: {sum(contents.rows.values())} rows, {files} files. The keys are not in it: keep them too."
    )


@click.command(name="restore")
@click.argument("file", type=FILE)
def restore_command(file: Path) -> None:
    """Open the club of FILE in an empty database and data folder, then look through it."""
    from community.safekeeping.restoring import restore, same_key

    contents = restore(file)
    click.echo(f"{sum(contents.rows.values())} rows of {contents.club}, as they were at {contents.made_at}.")
    if not same_key(contents):
        click.echo(
            "The SECRET_KEY is another: apps with codes and links that were sent do not open anything "
            "here. Give the key of that club if it is to go on.",
            err=True,
        )
    _look_through()


@click.command(name="verify")
@click.argument("file", type=FILE, required=False)
@click.option("--seal", help="Of the log of what staff did, as an earlier run printed it: 47:3fa…")
def verify_command(file: Path | None, seal: str | None) -> None:
    """Look for what is not as promised: in this club, or in the backup FILE."""
    if file is None:
        _look_through(seal)
        return
    if seal:
        raise click.UsageError("A seal is compared with this club, not with a FILE.")
    from community.safekeeping.box import opened, wrong_in

    box, contents = opened(file)
    with box:
        _tell(f"{file} is as it was packed at {contents.made_at}", wrong_in(box, contents))


def _look_through(seal: str | None = None) -> None:
    from community.audit import bears, last_seal
    from community.safekeeping import verifying  # noqa: F401  its checks declare themselves
    from community.soundness import checks

    sound = [_tell(promise, ask(), go_on=True) for promise, ask in checks.items()]
    if seal:
        otherwise = [] if bears(seal) else ["no line of the log has it: the log was written anew, or cut"]
        sound.append(_tell("the seal that was kept is in the log", otherwise, go_on=True))
    click.echo(f"       last seal of that log: {last_seal()}")
    if not all(sound):
        raise NotSound("Not everything is as promised: see above.")


def _tell(promise: str, troubles: Iterable[str], *, go_on: bool = False) -> bool:
    found = list(troubles)
    click.echo(f"{'NOT SO' if found else 'ok':6} {promise}")
    for trouble in found[:SHOWN]:
        click.echo(f"       {trouble}")
    if len(found) > SHOWN:
        click.echo(f"       and {len(found) - SHOWN} more")
    if found and not go_on:
        raise NotSound("Not everything is as promised: see above.")
    return not found
