"""The roof and the front door: `create_app`, the only module that sees every room."""

from flask import Flask

import posts.permissions  # noqa: F401  the rules declare themselves
from community import headers, languages, pages, same_origin
from community.db import open_database
from community.engagement.routes import passport
from community.entrance.routes import entrance
from community.entrance.sessions import recognise
from community.members import recognise_by
from community.realtime import socketio
from config import ROOT, Config
from posts.blog.routes import blog
from posts.feed import feed
from posts.reactions.routes import reactions

ROOMS = (entrance, passport, feed, blog, reactions)


def create_app(config: Config | None = None) -> Flask:
    """The whole club, ready to be served. Raises ImpossibleSetting, whose text says which and what to do."""
    app = Flask("members zone", root_path=str(ROOT))
    app.config.from_object(config or Config())
    open_database(app)
    for guard in (same_origin, headers):
        guard.guard(app)
    languages.speak(app)
    pages.dress(app)
    with app.app_context():
        recognise_by(recognise)
    for room in ROOMS:
        app.register_blueprint(room)
    socketio.init_app(app, async_mode=app.config["REALTIME"])
    return app
