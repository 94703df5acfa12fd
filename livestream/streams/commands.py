"""`zone live`: the process that takes streams in."""

import asyncio
import logging

import click
from flask import Flask

from livestream.streams.taking_in import take_in


@click.command()
@click.pass_obj
def live(app: Flask) -> None:
    """Take in live streams, from encoders and from browsers."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    asyncio.run(take_in(app, app.config["HOST"], app.config["RTMP_PORT"]))
