"""The roof and the front door: `create_app`, the only module that sees every floor."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from community import errors, headers, health, languages, limits, pages, same_origin
from community.api.doors import open_doors
from community.chat import presence
from community.db import open_database
from community.entrance.factors.going_on import ask_before_changes
from community.entrance.factors.requiring import require_of_staff
from community.entrance.recognising import let_in_members_only, recognise
from community.floor import GROUND
from community.members import recognise_by
from community.pictures import dress as dress_pictures
from community.realtime import open_lines
from community.templating import Templates
from config import ROOT, Config
from livestream.floor import NOW
from posts.embeds.showing import fill_embeds
from posts.floor import KEPT
from programme.floor import GIVEN

FLOORS = (GROUND, KEPT, NOW, GIVEN)


def create_app(config: Config | None = None) -> Flask:
    """The whole club, ready to be served. Raises ImpossibleSetting, whose text says which and what to do."""
    app = Flask("members zone", root_path=str(ROOT))
    app.jinja_environment = Templates
    app.config.from_object(config or Config())
    if proxies := app.config["TRUSTED_PROXIES"]:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies)  # type: ignore[method-assign]
    open_database(app)
    for guard in (same_origin, headers):
        guard.guard(app)
    errors.answer_errors(app)
    limits.count(app)
    health.measure(app)
    languages.speak(app)
    pages.dress(app)
    dress_pictures(app)
    fill_embeds(app)
    with app.app_context():
        recognise_by(recognise)
    for floor in FLOORS:
        for room in (*floor.open, *floor.members):
            app.register_blueprint(room)
    let_in_members_only(app, [room for floor in FLOORS for room in floor.members])
    require_of_staff(app)
    ask_before_changes(app, [room for floor in FLOORS for room in floor.asking_for_proof()])
    open_doors(app, [api for floor in FLOORS for api in floor.apis])
    open_lines(app)
    if app.config["REALTIME"] == "gevent":
        presence.share(app.config["REDIS_URL"])
    return app
