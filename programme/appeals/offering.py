"""Beside a line of the passport that took points back: ask for another look, or what became of it."""

from collections.abc import Iterator, Mapping, Sequence

from flask_babel import gettext as _

from community.engagement.offering import Offer, beside_lines
from community.engagement.reading import Line
from community.members import Member
from programme.appeals.asking import BY_A_MODERATOR, appeals_on, may_be_asked
from programme.appeals.models import ScoreAppeal


@beside_lines
def another_look(member: Member, lines: Sequence[Line]) -> Mapping[int, Offer]:
    taken = [line for line in lines if line.points < 0 and line.key]
    return dict(_offers(member, taken)) if taken else {}


def _offers(member: Member, lines: Sequence[Line]) -> Iterator[tuple[int, Offer]]:
    asked = appeals_on([line.activity_id for line in lines], member)
    for line in lines:
        if it := asked.get(line.activity_id):
            yield line.id, Offer(state_words(it), it.url)
        elif line.key.startswith(BY_A_MODERATOR):
            number = line.key.removeprefix(BY_A_MODERATOR).split()[0]
            yield line.id, Offer(_("A moderator decided that: read why, and appeal"), f"/decisions/{number}")
        elif may_be_asked(line, member):
            yield line.id, Offer(_("Ask for another look"), f"/passport/lines/{line.id}/appeal")


def state_words(it: ScoreAppeal) -> str:
    if not it.decided_at:
        return _("Somebody looks at it again")
    return _("It counts again") if it.won else _("It was looked at again, and stays so")
