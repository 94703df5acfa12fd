"""For whom a member's lists are, for programs."""

from flask_babel import gettext as _

from community.api.answers import Answer
from community.api.bodies import Body
from community.api.doors import Api
from community.api.problems import say
from community.contributions import Audience
from community.db import get_or_404
from community.limits import spend
from community.members import Member
from community.quiet.reading import letters_of
from posts.cards import For
from posts.shopping.addressing import NotForLists, address_to, settle_readers
from posts.shopping.models import ShoppingList

list_readers = Api("list_readers")


class ListReaders(Body):
    """`audience` of the lists you begin; with `all`, also of those that are there."""

    audience: For
    all: bool = False


class ListReadersAnswer(Answer):
    """`changed`: how many lists have other readers by it."""

    audience: Audience
    changed: int = 0


class OneListReaders(Body):
    audience: For


class OneListReadersAnswer(Answer):
    id: int
    url: str
    audience: Audience


@list_readers.get("/me/lists/readers")
def read_list_readers(me: Member) -> ListReadersAnswer:
    """With which readers your lists begin."""
    return ListReadersAnswer(audience=letters_of(me).lists_for)


@list_readers.patch("/me/lists/readers")
def choose_list_readers(me: Member, sent: ListReaders) -> ListReadersAnswer:
    """Choose with which readers your lists begin, and if you like who sees those that are there."""
    spend("address lists", me.id, "20/hour")
    changed = settle_readers(sent.audience, by=me, of_all=sent.all)
    return ListReadersAnswer(audience=sent.audience, changed=changed)


@list_readers.patch("/lists/<int:id>/readers")
def choose_readers_of_list(me: Member, id: int, sent: OneListReaders) -> OneListReadersAnswer:
    """From now on a list of yours is for these readers, and for no others."""
    it = get_or_404(ShoppingList, id)
    address_to(it, sent.audience, by=me)
    return OneListReadersAnswer(id=it.id, url=it.url, audience=it.audience)


say(NotForLists, lambda _no: _("Nobody keeps lists for the club's team."), field="audience")
