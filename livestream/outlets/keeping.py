"""Administrators add outlets, change, pause and remove them. A key is sealed, and never told again."""

from collections.abc import Sequence

from sqlalchemy import delete, func, select
from sqlalchemy.orm import joinedload

from community import clock
from community.audit import audit
from community.db import db, transaction
from community.entrance.factors.sealing import Unreadable, seal, unseal
from community.members import Member
from community.permissions import require
from livestream.outlets import models
from livestream.outlets.addresses import RtmpPlace, check_way, rtmp_place
from livestream.outlets.models import LONGEST_KEY, LONGEST_NAME, MOST, Outlet, OutletLine
from livestream.outlets.warning import forget_outlet


def outlets() -> Sequence[Outlet]:
    return db.session.scalars(select(Outlet).order_by(Outlet.id).options(joinedload(Outlet.made_by))).all()


def add_outlet(name: str, address: str, key: str, by: Member) -> Outlet:
    """Raises what is wrong with it."""
    require(by, "keep", Outlet)
    name, place, key = _named(name), rtmp_place(address), _shown(key)
    check_way(place)
    with transaction():
        if (db.session.scalar(select(func.count(Outlet.id))) or 0) >= MOST:
            raise models.TooManyOutlets
        _must_be_new(place, key)
        it = Outlet(name=name, address=place.address, key=seal(key), made_by_id=by.id)
        db.session.add(it)
        db.session.flush()
        audit("outlet.added", f"outlet {it.id}", by.id)
    return it


def change_outlet(it: Outlet, name: str, address: str, key: str, by: Member) -> None:
    """An empty key leaves the one there is; with another address it must be given. Raises what is wrong."""
    require(by, "keep", Outlet)
    name, place = _named(name), rtmp_place(address)
    moves = place.address != it.address
    key = _shown(key) if moves or key.strip() else ""
    if moves:
        check_way(place)
    with transaction():
        if key:
            _must_be_new(place, key, besides=it)
            it.address, it.key, it.changed_at = place.address, seal(key), clock.now()
            it.tried_at = it.trouble = None
        it.name = name
        audit("outlet.changed", f"outlet {it.id}", by.id)


def pause_outlet(it: Outlet, by: Member, *, on: bool = True) -> None:
    """Nothing is sent there while it is paused; what is sent just now ends within two seconds."""
    require(by, "keep", Outlet)
    with transaction():
        it.paused_at = clock.now() if on else None
        audit("outlet.paused" if on else "outlet.resumed", f"outlet {it.id}", by.id)


def remove_outlet(it: Outlet, by: Member) -> None:
    require(by, "keep", Outlet)
    with transaction():
        audit("outlet.removed", f"outlet {it.id}", by.id)
        forget_outlet(it)
        db.session.flush()
        db.session.execute(delete(OutletLine).where(OutletLine.outlet_id == it.id))
        db.session.execute(delete(Outlet).where(Outlet.id == it.id))


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise models.Nameless
    if len(name) > LONGEST_NAME:
        raise models.NameTooLong
    return name


def _shown(key: str) -> str:
    if not (key := key.strip()):
        raise models.KeyMissing
    if len(key) > LONGEST_KEY:
        raise models.KeyTooLong
    return key


def _must_be_new(place: RtmpPlace, key: str, besides: Outlet | None = None) -> None:
    same = select(Outlet).where(Outlet.address == place.address)
    for it in db.session.scalars(same):
        if it is not besides and _key_of(it) == key:
            raise models.KnownAlready


def _key_of(it: Outlet) -> str | None:
    try:
        return unseal(it.key)
    except Unreadable:
        return None
