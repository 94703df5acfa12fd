"""A try: does an outlet answer, and does it take the key? Nothing of any film is sent."""

import json
import subprocess
import sys

from community import clock
from community.audit import audit
from community.db import db, transaction
from community.jobs import job, later
from community.members import Member
from community.permissions import require
from config import ROOT
from livestream.outlets.models import InUse, Outlet
from livestream.outlets.reading import carried
from livestream.outlets.states import Failed, LineState, Trouble
from livestream.outlets.targeting import environment, target_of
from livestream.outlets.targets import Target

PATIENCE = 40.0  # seconds: for a name, a line and a talk


def try_outlet(it: Outlet, by: Member) -> None:
    """What comes of it stands at the outlet, in some seconds. Raises InUse."""
    require(by, "keep", Outlet)
    if it.id in carried():
        raise InUse
    with transaction():
        it.is_tried = True
        audit("outlet.tried", f"outlet {it.id}", by.id)
        later(call_once, it.id)


@job
def call_once(outlet_id: int) -> None:
    if not (it := db.session.get(Outlet, outlet_id)):
        return
    try:
        trouble = _what_came_of(target_of(it))
    except Failed as failed:
        trouble = failed.trouble
    with transaction():
        it.is_tried, it.tried_at, it.trouble = False, clock.now(), trouble


def _what_came_of(to: Target) -> Trouble | None:
    db.session.rollback()  # nothing is held while we wait for another house
    command = [sys.executable, "-m", "livestream.outlets.sending"]
    try:
        done = subprocess.run(  # noqa: S603  its words are our own
            command,
            input=to.written(),
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env=environment(),
            timeout=PATIENCE,
            check=False,
        )
        said = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        return Trouble.BROKEN
    return None if said.get("state") == LineState.READY else Trouble(said.get("trouble", Trouble.BROKEN))
