"""What is Ada's alone, for whoever tries the doors of the house."""

import pytest

from community.chat.messages import say
from community.chat.models import Kind
from community.chat.rooms import open_room
from community.entrance.inviting import invite
from community.entrance.tokens import Scope, create_token
from community.leaving.takeouts import order_takeout
from posts.blog.models import Words
from posts.blog.publishing import publish, remove
from posts.blog.writing import begin
from posts.shopping.writing import begin as begin_list

PLANTED = "xyzzy"  # stands in everything that is Ada's alone


@pytest.fixture
def private(ada):
    """What nobody but Ada may see, and the words by which an address could name it."""
    draft = begin(Words(f"{PLANTED} draft", f"{PLANTED} text"), by=ada)
    gone = begin(Words(f"{PLANTED} gone", f"{PLANTED} text"), by=ada)
    publish(gone, by=ada)
    remove(gone, by=ada)
    wishes = begin_list(f"{PLANTED} list", by=ada)
    room = open_room(f"{PLANTED} room", by=ada, kind=Kind.PRIVATE)
    message = say(room, f"{PLANTED} said", by=ada, client_id="a")
    invitation, _link = invite(ada, note=f"{PLANTED} note")
    token, _word = create_token(ada, f"{PLANTED} token", [Scope.ALL])
    order_takeout(ada)
    numbers = {draft.id, gone.id, wishes.id, room.id, message.id, invitation.id, token.id}
    return sorted(numbers), [room.slug, draft.slug]
