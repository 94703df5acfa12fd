"""Where a watched word was found, or its author is read first, the house itself opens a case.

What is held waits for its decision.
"""

from functools import partial

from flask import flash, has_request_context
from flask_babel import gettext as _

from community.contributions import Contribution
from community.db import after_commit, db
from community.errors import wants_json
from community.members import Member
from community.moderation.club_rules import OTHER
from community.moderation.reporting import case_on
from community.moderation.telling import tell_moderators
from community.watched.heeding import when_found, when_found_on_a_member


@when_found
def open_a_case(it: Contribution, held: bool) -> None:  # noqa: FBT001  as it is declared
    case = case_on(it, OTHER)
    if held:
        case.hidden_at = it.hidden_at
        case.seen_at = None
    db.session.flush()
    tell_moderators(case)
    if held and has_request_context() and not wants_json():
        waits = _("Thank you. It waits: somebody of the team reads it first, then the others do.")
        after_commit(partial(flash, waits))


@when_found_on_a_member
def open_a_case_on_a_member(member: Member) -> None:
    tell_moderators(case_on(member, OTHER))
