"""What waits for those who keep order: two reports, and a fake that somebody told of."""

from collections.abc import Iterator, Sequence
from functools import partial

from community.contributions import Contribution
from community.db import db
from community.moderation.reporting import report
from community.products.finding import product_named
from posts.dossiers.models import Sign
from posts.dossiers.reporting import Account, tell_of_fake
from seeds.stage import Scene
from seeds.village.cast import Cast
from seeds.village.people import Fake, Reported
from seeds.village.pictures import THING


def scenes(reports: Sequence[Reported], fakes: Sequence[Fake], cast: Cast) -> Iterator[Scene]:
    for told in reports:
        yield Scene(told.ago, partial(_reports, told, cast))
    for fake in fakes:
        yield Scene(fake.ago, partial(_tells, fake, cast))


def _reports(told: Reported, cast: Cast) -> None:
    id = cast.stories[told.story] if told.story else cast.lists[told.list]
    report(db.session.get_one(Contribution, id), told.rule, told.text, by=cast.member(told.by))


def _tells(fake: Fake, cast: Cast) -> None:
    by = cast.member(fake.by)
    photos = [cast.photo(recipe, THING, by=by) for recipe in fake.drawings]
    signs = [Sign(sign) for sign in fake.signs]
    account = Account(fake.seller, fake.text, fake.order, signs, photos)
    tell_of_fake(product_named(fake.about.name, fake.about.brand), account, by=by)
