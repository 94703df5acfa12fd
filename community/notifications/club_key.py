"""The key by which push services know the club: given as a setting, or made once and kept."""

from cryptography.hazmat.primitives.asymmetric import ec
from flask import current_app

from community.notifications.sealing import CURVE, point, unwritten, written


def club_key() -> ec.EllipticCurvePrivateKey:
    """Browsers subscribe to this key alone: with another one, they must be asked again."""
    kept: ec.EllipticCurvePrivateKey | None = current_app.extensions.get("push key")
    if kept is None:
        word = current_app.config["PUSH_KEY"] or _kept()
        number = int.from_bytes(unwritten(word), "big")
        kept = current_app.extensions["push key"] = ec.derive_private_key(number, CURVE)
    return kept


def public_key() -> str:
    """As browsers take it."""
    return written(point(club_key()))


def _kept() -> str:
    """Readable by its owner only. Two processes that begin at once take the one that was there first."""
    path = current_app.config["ZONE_DATA"] / "push_key"
    path.parent.mkdir(parents=True, exist_ok=True)
    number = ec.generate_private_key(CURVE).private_numbers().private_value
    try:
        path.touch(mode=0o600, exist_ok=False)
        path.write_text(written(number.to_bytes(32, "big")))
    except FileExistsError:
        pass
    return str(path.read_text()).strip()
