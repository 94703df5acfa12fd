"""Whom to sign in as, in a village that stands already."""

import click

from config import Config

NOTE = "village.txt"


def tell_whom_to_sign_in_as(config: Config) -> None:
    """Nothing, where the village is not ours."""
    note = config.ZONE_DATA / NOTE
    if note.exists():
        click.echo(f"{note.read_text().strip()} at {config.PUBLIC_URL}")
        click.echo(
            "With the same password: ruolan (writes), anders (moderates), wenhao (runs the programme)."
        )
