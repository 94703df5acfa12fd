"""The door through which outer engines ask and tell. To whoever cannot prove to be one it does not exist."""

from flask import Blueprint, abort, request
from werkzeug.wrappers import Response

from community.db import db
from community.entrance.factors.sealing import Unreadable, unseal
from livestream.engines.dialects import DIALECTS
from livestream.engines.models import OuterEngine
from livestream.engines.taking import hear
from livestream.streams.rtmp import Refused

engine_hooks = Blueprint("engine_hooks", __name__, url_prefix="/live/engines")
LONGEST = 16_384  # bytes: engines say little


@engine_hooks.post("/<int:id>/<word>")
def hear_engine(id: int, word: str) -> Response:
    engine, secret = _engine(id)
    request.max_content_length = LONGEST
    dialect = DIALECTS[engine.kind]
    if not dialect.proves(secret, word, request):
        abort(404)
    try:
        said = dialect.hear(request)
        return dialect.yes(said, hear(engine, secret, said))
    except Refused as no:
        return dialect.no(str(no))
    except (ValueError, KeyError, TypeError, IndexError):
        abort(400)


def _engine(id: int) -> tuple[OuterEngine, str]:
    engine = db.session.get(OuterEngine, id)
    try:
        return (engine, unseal(engine.secret)) if engine else abort(404)
    except Unreadable:
        abort(404)
