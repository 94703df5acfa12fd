"""`zone export` and `zone erase`: what a member is owed, without a browser."""

from pathlib import Path

import click

from community.db import Refusal
from community.entrance.commands import found
from community.leaving.going import LastKeeper, erase_and_write, is_last_keeper, receipt_of
from community.leaving.packing import pack


@click.command(name="export")
@click.argument("handle")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def export_command(handle: str, file: Path) -> None:
    """Write everything that is a member's into FILE, a zip: pages to read, JSON, pictures."""
    if file.exists():
        raise click.UsageError(f"{file} is there already: name another file.")
    try:
        with click.progressbar(length=1000, label=f"@{handle}") as bar:
            pack(found(handle), file, lambda done, steps: bar.update(done * 1000 // steps - bar.pos))
    except OSError as trouble:
        raise Refusal(f"{file} cannot be written: {trouble.strerror}.") from trouble
    click.echo(f"{file}: {file.stat().st_size:,} bytes.")


@click.command(name="erase")
@click.argument("handle")
@click.option("--keep-words", is_flag=True, help="What was published for others stays, under nobody's name.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def erase_command(handle: str, *, keep_words: bool, yes: bool) -> None:
    """Erase a member, at once and for good. The last words printed are the address of the receipt."""
    member = found(handle)
    if is_last_keeper(member):
        raise LastKeeper(f"@{handle} is the only administrator: make somebody else one first.")
    if not yes:
        click.confirm(f"Erase @{handle} ({member.name})? Nothing brings it back.", abort=True)
    erasure = erase_and_write(member, keeps_words=keep_words)
    counts = sorted(erasure.counts.items())
    told = ", ".join(f"{name.replace('_', ' ')} {number:,}" for name, number in counts)
    click.echo(f"@{handle} is erased ({told}): {receipt_of(erasure)}")
