"""What the command line verifies of the log of staff."""

import click

from community.audit import AuditHead, broken_at
from community.db import Refusal, db


class Broken(Refusal):
    """Somebody has changed what was written; the text says where, for the terminal."""


@click.command(name="verify")
def verify_command() -> None:
    """Whether the log of what staff did is whole: nothing in it was edited, added or deleted."""
    if line := broken_at():
        raise Broken(
            f"The audit log was changed: line {line} is not as it was written. Restore it from a backup."
        )
    head = db.session.get(AuditHead, 1)
    told = f"{head.last} lines, ending in {head.digest}" if head else "nothing was written yet"
    click.echo(f"The audit log is whole: {told}.")
