"""What was held until somebody had read it is shown: from now on it counts, and others hear of it."""

from community.contributions import Contribution
from posts.blog.models import Story
from posts.blog.publishing import follow_up as story_appears
from posts.forum.models import Topic
from posts.forum.opening import appear as topic_appears
from posts.replies.models import Reply
from posts.replies.writing import appear as reply_appears
from posts.reviews.models import Review
from posts.shopping.models import ShoppingList
from posts.shopping.publishing import follow_up as list_appears
from posts.short_forms import ShortForm, follow_up, show_product
from posts.tips.models import Tip


def appear(it: Contribution) -> None:
    """What has appeared before does not appear again. Must be called inside a transaction."""
    match it:
        case Story():
            story_appears(it)
        case Topic():
            topic_appears(it)
        case Reply():
            reply_appears(it)
        case ShoppingList():
            list_appears(it)
        case ShortForm():
            _short_form_appears(it)


def _short_form_appears(it: ShortForm) -> None:
    if isinstance(it, Tip | Review):
        show_product(it.product, it)
    follow_up(it)
