"""The roof and the front door: `create_app`, the only module that sees every room."""

from flask import Flask

import community.rules  # noqa: F401  the rules declare themselves
import posts.permissions  # noqa: F401
from community import headers, health, languages, pages, same_origin
from community.db import open_database
from community.engagement.routes import passport
from community.entrance.routes import entrance
from community.entrance.sessions import recognise
from community.members import recognise_by
from community.pictures import dress as dress_pictures
from community.pictures import pictures
from community.realtime import open_lines
from config import ROOT, Config
from posts.blog.routes import blog
from posts.feed import feed
from posts.reactions.routes import reactions

ROOMS = (health.health, entrance, pictures, passport, feed, blog, reactions)


def create_app(config: Config | None = None) -> Flask:
    """The whole club, ready to be served. Raises ImpossibleSetting, whose text says which and what to do."""
    app = Flask("members zone", root_path=str(ROOT))
    app.config.from_object(config or Config())
    open_database(app)
    for guard in (same_origin, headers):
        guard.guard(app)
    health.measure(app)
    languages.speak(app)
    pages.dress(app)
    dress_pictures(app)
    with app.app_context():
        recognise_by(recognise)
    for room in ROOMS:
        app.register_blueprint(room)
    open_lines(app)
    return app
