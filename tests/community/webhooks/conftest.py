"""Peizhi runs the club; a site of the agency listens on this machine."""

import pytest

from community.db import db, transaction
from community.entrance.factors.sealing import seal
from community.members import Role
from community.webhooks.events import CHOICES
from community.webhooks.models import Webhook
from community.webhooks.signing import new_secret
from tests.conftest import joins
from tests.shops import shop  # noqa: F401


@pytest.fixture
def peizhi(app):
    peizhi = joins("Peizhi")
    with transaction():
        peizhi.role = Role.ADMINISTRATOR
    return peizhi


@pytest.fixture
def secret():
    return new_secret()


@pytest.fixture
def hook(app, peizhi, shop, secret):  # noqa: F811
    """It hears everything, over http for this once: nobody else may add such an address."""
    shop.page("/hears", "{}", status=204)
    return adds(shop.at("/hears"), secret, peizhi)


def adds(address, secret, by):
    hook = Webhook(address=address, wishes=" ".join(CHOICES), secret=seal(secret), made_by_id=by.id)
    with transaction():
        db.session.add(hook)
    return hook
