"""A clip in a story: what stands there for each of its readers."""

import re
from collections.abc import Mapping, Sequence

from flask import render_template
from markupsafe import Markup

from community.db import row_id
from community.members import Member
from community.standing_in import stands_in
from livestream.clips.reading import clips_by_id

ADDRESS = re.compile(r"/live/(\d{1,10})/clips/(\d{1,10})", re.ASCII)


@stands_in(ADDRESS)
def clips_in_place(addresses: Sequence[str], me: Member) -> Mapping[str, Markup]:
    """Of those she may watch; in one query."""
    asked = {address: row_id(address.rpartition("/")[2]) or 0 for address in addresses}
    found = clips_by_id(asked.values(), me)
    shown = {address: found.get(id) for address, id in asked.items()}
    return {
        address: Markup(render_template("livestream/clips/embedded.html", clip=clip))  # noqa: S704
        for address, clip in shown.items()
        if clip and address == f"/live/{clip.stream_id}/clips/{clip.id}"
    }
