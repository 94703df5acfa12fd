"""What members planned and asked, as they read it at home."""

from flask_babel import gettext as _

from community.leaving.telling import Telling, tellings

tellings["trip"] = Telling(8, lambda: _("Trips"))
