"""The roof and the front door: `create_app`, the only module that sees every room."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

import community.chat.leaving
import community.engagement.credibility.rules
import community.notifications.hearing
import community.rules  # noqa: F401  the rules declare themselves
import livestream.clips.rules
import livestream.figures.rules
import livestream.outlets.rules
import livestream.questions.pinned
import livestream.questions.rules
import livestream.streams.rules
import livestream.trips.indexed
import livestream.trips.leaving
import livestream.trips.rules
import livestream.trips.takeout  # noqa: F401  they answer once they are imported
import posts.bloggers.renewing
import posts.bloggers.rules
import posts.editorial.rules
import posts.forum.sockets
import posts.leaving
import posts.moderated
import posts.permissions
import posts.replies.sockets
import posts.reposts.rules
import posts.takeout  # noqa: F401  they answer once they are imported
import programme.appeals.offering
import programme.appeals.rules
import programme.awards.rules
import programme.insights.counting
import programme.insights.rules
import programme.policies.keeping
import programme.policies.rules
import programme.selection.forgetting
import programme.selection.rules  # noqa: F401
from community import errors, headers, health, languages, limits, pages, same_origin
from community.api.doors import open_doors
from community.api.routes import described
from community.chat import member_routes, message_routes, presence, sockets  # noqa: F401  they answer once they are imported
from community.chat.api import chat as chat_api
from community.chat.company_api import company as room_company_api
from community.chat.routes import chat
from community.db import open_database
from community.engagement import nights  # noqa: F401  its nightly round declares itself
from community.engagement.api import scores
from community.engagement.columnar import verifying  # noqa: F401  its nightly round declares itself
from community.engagement.credibility import keeping  # noqa: F401  its nightly round declares itself
from community.engagement.credibility.api import circles_api
from community.engagement.credibility.routes import circle_pages
from community.engagement.routes import passport
from community.entrance.api import tokens as tokens_api
from community.entrance.factors.api import factors as factors_api
from community.entrance.factors.going_on import ask_before_changes
from community.entrance.factors.proof_routes import proofs
from community.entrance.factors.requiring import require_of_staff
from community.entrance.factors.routes import factors
from community.entrance.factors.second_step_routes import second_step
from community.entrance.invitation_routes import invitations
from community.entrance.joining_routes import joining
from community.entrance.password_routes import passwords
from community.entrance.provider.routes import provider
from community.entrance.recognising import let_in_members_only, recognise
from community.entrance.routes import entrance
from community.entrance.session_routes import sessions
from community.entrance.token_routes import tokens
from community.inlet.api import activity as activity_api
from community.inlet.routes import inlet
from community.leaving.api import takeouts as leaving_api
from community.leaving.routes import leaving, receipts
from community.members import recognise_by
from community.moderation import sockets as moderation_sockets  # noqa: F401  they answer once they are imported
from community.moderation.api import moderation as moderation_api
from community.moderation.decision_routes import decided
from community.moderation.queue_routes import moderation
from community.moderation.ring_routes import rings
from community.moderation.routes import reporting
from community.moderation.words_found import open_a_case  # noqa: F401  it is declared once it is imported
from community.notifications import sockets as bell_sockets  # noqa: F401  they answer once they are imported
from community.notifications.api import bell as bell_api
from community.notifications.push_routes import push_lines
from community.notifications.routes import bell
from community.notifications.settings_routes import bell_settings
from community.notifications.unsubscribe_routes import unsubscribe
from community.phone import phone
from community.pictures import dress as dress_pictures
from community.pictures import pictures
from community.pictures.api import photos
from community.profiles.api import members
from community.profiles.routes import profiles
from community.profiles.settings_routes import settings
from community.quiet.api import quiet as quiet_api
from community.quiet.routes import quiet
from community.read_first import holding  # noqa: F401  it is declared once it is imported
from community.read_first.api import read_first as read_first_api
from community.read_first.routes import reading_first
from community.realtime import open_lines
from community.sharing import crediting  # noqa: F401  it hears of deeds once it is imported
from community.sharing.api import sharing as sharing_api
from community.sharing.routes import arriving, sharing
from community.templating import Templates
from community.watched.api import words as watched_words_api
from community.watched.routes import words as watched_words
from community.webhooks.api import hooks as webhooks_api
from community.webhooks.routes import webhook_pages
from config import ROOT, Config
from livestream.captions.api import captions as captions_api
from livestream.captions.routes import captions
from livestream.clips.api import clips as clips_api
from livestream.clips.routes import clips
from livestream.engines.routes import engine_hooks
from livestream.figures.api import stream_figures as stream_figures_api
from livestream.figures.routes import stream_figures
from livestream.outlets import telling as outlets_telling  # noqa: F401  it hears once it is imported
from livestream.outlets.api import outlets_api, ways_api
from livestream.outlets.routes import outlet_pages
from livestream.outlets.studio_routes import outlet_switches
from livestream.questions.api import questions as trip_questions_api
from livestream.questions.routes import questions as trip_questions
from livestream.replay import sockets as replay_sockets  # noqa: F401  they answer once they are imported
from livestream.replay.api import replay as replay_api
from livestream.replay.routes import replay
from livestream.shelf.api import shelf as shelf_api
from livestream.shelf.routes import shelf
from livestream.streams import at_stops  # noqa: F401  it hears once it is imported
from livestream.streams import indexed as streams_indexed  # noqa: F401  they are found once it is imported
from livestream.streams import leaving as streams_leaving  # noqa: F401  it hears once it is imported
from livestream.streams import sockets as stream_sockets  # noqa: F401  they answer once they are imported
from livestream.streams.api import streams as streams_api
from livestream.streams.choosing_routes import broadcasters
from livestream.streams.heeding_routes import heeding as stream_heeding
from livestream.streams.key_routes import stream_keys
from livestream.streams.routes import streams
from livestream.streams.serving import serving
from livestream.trips.api import trips as trips_api
from livestream.trips.heeding_routes import heeding as trip_heeding
from livestream.trips.keepsake_routes import keepsakes as trip_keepsakes
from livestream.trips.routes import trips
from livestream.trips.stop_routes import stops as trip_stops
from livestream.trips.traveller_routes import travelling as trip_travellers
from posts.blog.api import stories
from posts.blog.author_api import authors as authors_api
from posts.blog.author_routes import authors
from posts.blog.column_routes import columns
from posts.blog.desk import desk
from posts.blog.progress_api import progress as progress_api
from posts.blog.progress_routes import progress
from posts.blog.revision_api import revisions as revisions_api
from posts.blog.revision_routes import revisions
from posts.blog.routes import blog
from posts.blog.series_api import serials as serials_api
from posts.blog.series_routes import serials
from posts.blog.setting_routes import story_settings
from posts.bloggers.api import deciders as blogger_decisions_api
from posts.bloggers.api import verified as bloggers_api
from posts.bloggers.deciding_routes import decisions
from posts.bloggers.routes import verified
from posts.bookmarks.api import bookmarks as bookmarks_api
from posts.bookmarks.routes import bookmarks
from posts.disclosed import disclosures
from posts.disclosed_api import disclosures as disclosures_api
from posts.dossiers import shown as dossiers_shown  # noqa: F401  it is declared once it is imported
from posts.dossiers.api import dossiers as dossiers_api
from posts.dossiers.routes import dossiers
from posts.drafts.api import drafts as drafts_api
from posts.drafts.routes import drafts
from posts.editorial.api import editing as editing_api
from posts.editorial.api import editorial as editorial_api
from posts.editorial.routes import editorial
from posts.embeds.routes import embeds
from posts.embeds.showing import fill_embeds
from posts.feed import feed
from posts.feed_api import feed as feed_api
from posts.finding.api import finding as search_api
from posts.finding.health_api import index_condition
from posts.finding.health_routes import index_health
from posts.finding.routes import finding
from posts.for_you.api import for_you as for_you_api
from posts.for_you.routes import for_you
from posts.forum.api import forum
from posts.forum.atom_routes import board_feeds
from posts.forum.board_api import layouts as board_layouts
from posts.forum.board_routes import boards
from posts.forum.held_routes import held
from posts.forum.order_api import order as order_api
from posts.forum.order_routes import order
from posts.forum.routes import topics
from posts.polls.api import polls as polls_api
from posts.polls.routes import polls
from posts.products import watching  # noqa: F401  its nightly round declares itself
from posts.products.api import products as products_api
from posts.products.merging_routes import merging
from posts.products.routes import products
from posts.reactions.api import reactions as reactions_api
from posts.reactions.routes import reactions
from posts.replies.api import replies as replies_api
from posts.replies.routes import replies
from posts.replies.tending_routes import tending
from posts.reposts.api import reposts as reposts_api
from posts.reposts.routes import reposts
from posts.reviews.api import reviews as reviews_api
from posts.reviews.routes import reviews
from posts.shopping.api import lists
from posts.shopping.company_api import company as company_api
from posts.shopping.company_routes import company
from posts.shopping.guest_routes import guest_links, guests
from posts.shopping.order_api import order as list_order_api
from posts.shopping.piece_api import pieces as pieces_api
from posts.shopping.piece_routes import pieces
from posts.shopping.reader_api import list_readers as list_readers_api
from posts.shopping.reader_routes import list_readers
from posts.shopping.routes import shopping
from posts.shopping.section_routes import sections
from posts.shopping.taking_routes import taking
from posts.shopping.transfer_routes import transfers
from posts.tips.api import tips as tips_api
from posts.tips.routes import tips
from programme.appeals.api import my_score_appeals, score_appeals_api
from programme.appeals.routes import score_appeals
from programme.awards.api import awards_to_me, giving_awards
from programme.awards.routes import awarding
from programme.insights.api import figures_api
from programme.insights.routes import insights
from programme.policies.api import policy_proposals
from programme.policies.routes import policy_pages
from programme.selection.api import invitations_to_me, selection_rounds
from programme.selection.member_routes import apass_invitations
from programme.selection.routes import selection
from programme.stamps.api import stamps_api
from programme.stamps.routes import passport_stamps

OPEN = (
    entrance,
    second_step,
    provider,
    joining,
    passwords,
    health.health,
    described,
    feed,
    pictures,
    arriving,
    unsubscribe,
    phone,
    guests,
    board_feeds,
    columns,
    receipts,
    decided,
    serving,
    engine_hooks,
)
FOR_MEMBERS = (
    invitations,
    sessions,
    factors,
    proofs,
    tokens,
    inlet,
    webhook_pages,
    profiles,
    settings,
    leaving,
    quiet,
    passport,
    circle_pages,
    bell,
    bell_settings,
    for_you,
    push_lines,
    finding,
    index_health,
    blog,
    desk,
    story_settings,
    progress,
    revisions,
    authors,
    serials,
    verified,
    decisions,
    editorial,
    embeds,
    disclosures,
    reactions,
    chat,
    shopping,
    list_readers,
    pieces,
    taking,
    sections,
    transfers,
    company,
    guest_links,
    products,
    dossiers,
    merging,
    tips,
    reviews,
    reposts,
    boards,
    topics,
    order,
    held,
    polls,
    bookmarks,
    drafts,
    replies,
    tending,
    sharing,
    reporting,
    rings,
    moderation,
    watched_words,
    reading_first,
    trips,
    trip_heeding,
    trip_stops,
    trip_travellers,
    trip_questions,
    trip_keepsakes,
    selection,
    policy_pages,
    apass_invitations,
    awarding,
    insights,
    score_appeals,
    passport_stamps,
    stream_keys,
    broadcasters,
    streams,
    stream_figures,
    shelf,
    replay,
    stream_heeding,
    clips,
    captions,
    outlet_pages,
    outlet_switches,
)
# Where staff decide over others: whatever changes something there needs a proof of the last ten minutes.
# Rooms that members use too ask by themselves: where somebody is kept out, a fake judged, an appeal decided.
WITH_FRESH_PROOF = (
    decisions,
    rings,
    merging,
    reading_first,
    circle_pages,
    inlet,
    webhook_pages,
    selection,
    policy_pages,
    awarding,
    outlet_pages,
)
# Their doors for programs, as they stand in the description.
APIS = (
    tokens_api,
    factors_api,
    members,
    quiet_api,
    leaving_api,
    scores,
    activity_api,
    circles_api,
    feed_api,
    for_you_api,
    search_api,
    index_condition,
    stories,
    progress_api,
    revisions_api,
    authors_api,
    serials_api,
    bloggers_api,
    blogger_decisions_api,
    editorial_api,
    editing_api,
    disclosures_api,
    lists,
    list_readers_api,
    pieces_api,
    list_order_api,
    company_api,
    products_api,
    dossiers_api,
    tips_api,
    reviews_api,
    trips_api,
    trip_questions_api,
    reposts_api,
    forum,
    board_layouts,
    order_api,
    polls_api,
    bookmarks_api,
    drafts_api,
    replies_api,
    reactions_api,
    sharing_api,
    chat_api,
    room_company_api,
    bell_api,
    moderation_api,
    webhooks_api,
    read_first_api,
    watched_words_api,
    photos,
    selection_rounds,
    policy_proposals,
    invitations_to_me,
    giving_awards,
    awards_to_me,
    figures_api,
    my_score_appeals,
    score_appeals_api,
    stamps_api,
    streams_api,
    stream_figures_api,
    shelf_api,
    replay_api,
    clips_api,
    captions_api,
    outlets_api,
    ways_api,
)

APIS_WITH_FRESH_PROOF = (
    blogger_decisions_api,
    webhooks_api,
    read_first_api,
    circles_api,
    selection_rounds,
    policy_proposals,
    giving_awards,
    score_appeals_api,
    outlets_api,
)


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
    for room in (*OPEN, *FOR_MEMBERS):
        app.register_blueprint(room)
    let_in_members_only(app, FOR_MEMBERS)
    require_of_staff(app)
    apis = (api.blueprint for api in APIS_WITH_FRESH_PROOF)
    ask_before_changes(app, (*WITH_FRESH_PROOF, *apis))
    open_doors(app, APIS)
    open_lines(app)
    if app.config["REALTIME"] == "gevent":
        presence.share(app.config["REDIS_URL"])
    return app
