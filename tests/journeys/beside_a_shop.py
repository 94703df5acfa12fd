"""`python -m tests.journeys.beside_a_shop PORT serve|night`: the club, and one port of this machine.

The guard that keeps the club from looking into its own house has no setting that opens it; this does it for
one port, in the test's own process.
"""

from gevent import monkey

if __name__ == "__main__":
    monkey.patch_all()

import runpy
import sys

from sqlalchemy import update

from community import clock
from community.db import db, transaction
from community.jobs import run_due, tonight
from community.links.guarding import let_through
from community.products.models import ProductPage
from wsgi import create_app


def night() -> None:
    """As if a day had gone by since the shops were looked at."""
    with create_app().app_context():
        with transaction():
            db.session.execute(update(ProductPage).values(look_at=clock.now()))
        tonight()
        run_due()


if __name__ == "__main__":
    port, what = sys.argv[1:]
    with let_through("127.0.0.1", int(port)):
        night() if what == "night" else runpy.run_module("server", run_name="__main__")
