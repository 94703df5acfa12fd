"""Links: the one way to look at pages of the open internet, and at nothing of our own house.

`look_at(url)` answers what a page says of itself; `fetch(url)` its bytes; `post(url, …)` tells another server
something, and so does `send`, by any method. All of them refuse with an `Unfetchable`, whose `why_not` is a
sentence for the member.
"""

from community.links.addresses import address_in, plain_address
from community.links.fetching import Answer, fetch, post, send
from community.links.looking import look_at, look_for_picture
from community.links.offers import Offer
from community.links.reading import Found, read_page
from community.links.refusals import Unfetchable, why_not

__all__ = [
    "Answer",
    "Found",
    "Offer",
    "Unfetchable",
    "address_in",
    "fetch",
    "look_at",
    "look_for_picture",
    "plain_address",
    "post",
    "read_page",
    "send",
    "why_not",
]
