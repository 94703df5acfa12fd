"""What this floor tells moderation: what stands beside a thing, and who else sees that it was hidden."""

from community.contributions import Contribution
from community.moderation.effects import when_shown_or_hidden
from community.moderation.keeping import kept_beside
from posts.finding.indexed import pieces_of
from posts.replies.models import Reply
from posts.replies.writing import tell_of_change


@kept_beside("shopping_list")
def pieces_that_all_see(it: Contribution) -> list[str]:
    return pieces_of([it.id])[it.id]


@when_shown_or_hidden
def threads_show_it_at_once(it: Contribution) -> None:
    if isinstance(it, Reply):
        tell_of_change(it)
