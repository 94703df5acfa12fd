"""A look at the lines of outer engines, each second: what may not go on is cut, what is gone rests."""

import time
from datetime import timedelta

from community import clock
from community.db import transaction
from livestream.engines.cutting import cut_by_control, is_there
from livestream.engines.dialects import DIALECTS
from livestream.engines.lines import hang_up, open_lines, to_be_cut
from livestream.engines.models import EngineLine
from livestream.engines.taking import may_go_on
from livestream.streams import going_live

ASKED_EVERY = 10.0  # seconds between two questions whether a stream is there
TRIED_FOR = timedelta(minutes=2)  # after which an engine that does not cut a line is not asked any more
_asked: dict[int, float] = {}


def look() -> None:
    for line in open_lines():
        if not may_go_on(line):
            _end(line, cut=True)
        elif _is_gone(line):
            _end(line)
    for line in to_be_cut():
        late = line.cut_since is not None and clock.now() - line.cut_since > TRIED_FOR
        if cut_by_control(line) or late or not line.engine.control:
            with transaction():
                line.cut_since = None


def _end(line: EngineLine, *, cut: bool = False) -> None:
    with transaction():
        hang_up(line, cut=cut)
    going_live.rest(line.stream)


def _is_gone(line: EngineLine) -> bool:
    silent_for = (clock.now() - line.seen_at).total_seconds()
    if silent_for > DIALECTS[line.engine.kind].silence:
        return True
    if time.monotonic() - _asked.get(line.stream_id, 0.0) < ASKED_EVERY:
        return False
    _asked[line.stream_id] = time.monotonic()
    there = is_there(line)
    if there:
        with transaction():
            line.seen_at = clock.now()
    return there is False and line.begun_at is not None
