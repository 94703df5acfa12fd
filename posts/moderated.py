"""What this floor tells moderation: what stands beside a thing, and who sees it hidden."""

from community.contributions import Contribution
from community.moderation.effects import when_shown_or_hidden
from community.moderation.keeping import kept_beside
from community.watched.heeding import read_by_somebody, when_tagged
from posts.appearing import appear
from posts.blog.models import Story
from posts.finding.indexed import pieces_of
from posts.forum.models import Topic
from posts.replies.models import Reply
from posts.replies.writing import tell_of_change
from posts.tagging import MOST, tag, tags_in


@kept_beside("shopping_list")
def pieces_that_all_see(it: Contribution) -> list[str]:
    return pieces_of([it.id])[it.id]


@when_shown_or_hidden
def what_waited_appears(it: Contribution) -> None:
    if it.is_readable:
        with read_by_somebody():
            appear(it)


@when_tagged
def it_gets_a_tag(it: Contribution, names: list[str]) -> None:
    """Beside those of its author, as far as there is room."""
    if isinstance(it, Story | Topic):
        typed = ", ".join(name.name for name in tags_in(", ".join([it.tags, *names]))[:MOST])
        if typed != it.tags:
            it.tags = tag(it, typed)
            it.version += 1


@when_shown_or_hidden
def threads_show_it_at_once(it: Contribution) -> None:
    if isinstance(it, Reply):
        tell_of_change(it)
