"""How long a film is, in words."""

from datetime import timedelta

from flask_babel import gettext as _


def length(seconds: float) -> str:
    """«42 min», «1 h 5 min»."""
    minutes = max(1, round(timedelta(seconds=seconds) / timedelta(minutes=1)))
    if minutes < 60:  # noqa: PLR2004
        return _("%(minutes)d min", minutes=minutes)
    return _("%(hours)d h %(minutes)d min", hours=minutes // 60, minutes=minutes % 60)
