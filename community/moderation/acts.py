"""What the acts of those who keep order are called; each room writes its own into the log."""

from collections.abc import Callable

from flask_babel import gettext as _

ACTS: dict[str, Callable[[], str]] = {
    "case.seen": lambda: _("Looked at a case"),
    "case.claimed": lambda: _("Took a case"),
    "case.released": lambda: _("Released a case"),
    "case.decided": lambda: _("Decided on a case"),
    "case.undone": lambda: _("Undid a decision"),
    "appeal.decided": lambda: _("Decided on an appeal"),
    "ban.confirmed": lambda: _("Gave the second opinion on a ban"),
    "note.written": lambda: _("Wrote a note"),
    "post.approved": lambda: _("Approved a post"),
    "post.declined": lambda: _("Declined a post"),
    "application.asked": lambda: _("Asked an applicant for more"),
    "application.approved": lambda: _("Verified a blogger"),
    "application.declined": lambda: _("Declined an application"),
    "badge.ended": lambda: _("Took a badge away"),
    "story.approved": lambda: _("Approved a story"),
    "story.changes": lambda: _("Asked for changes in a story"),
    "topic.pinned": lambda: _("Pinned a topic"),
    "topic.unpinned": lambda: _("Unpinned a topic"),
    "topic.locked": lambda: _("Closed a topic"),
    "topic.unlocked": lambda: _("Opened a topic again"),
    "topic.slowed": lambda: _("Slowed a topic down"),
    "topic.unslowed": lambda: _("Let a topic run again"),
    "topic.moved": lambda: _("Moved a topic"),
    "topic.merged": lambda: _("Merged topics"),
    "topic.split": lambda: _("Split a topic"),
    "topic.came": lambda: _("Began a topic from another"),
    "board.made": lambda: _("Made a board"),
    "board.changed": lambda: _("Changed a board"),
    "products.merged": lambda: _("Merged products"),
    "member.role": lambda: _("Gave a member a role"),
    "member.suspended": lambda: _("Suspended a member"),
    "member.lifted": lambda: _("Let a member in again"),
}
