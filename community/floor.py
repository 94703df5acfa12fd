"""The ground floor: its doors, and what answers once it is imported. The roof opens those of all floors."""

from dataclasses import dataclass

from flask import Blueprint

import community.chat.leaving
import community.engagement.credibility.rules
import community.notifications.hearing
import community.rules  # noqa: F401  they declare themselves
from community import health
from community.api.doors import Api
from community.api.routes import described
from community.chat import (
    member_routes,  # noqa: F401  they answer once they are imported
    message_routes,  # noqa: F401  they answer once they are imported
    sockets,  # noqa: F401  they answer once they are imported
)
from community.chat.api import chat as chat_api
from community.chat.company_api import company as room_company_api
from community.chat.routes import chat
from community.engagement import nights  # noqa: F401  its nightly round declares itself
from community.engagement.api import scores
from community.engagement.columnar import verifying  # noqa: F401  its nightly round declares itself
from community.engagement.credibility import keeping  # noqa: F401  its nightly round declares itself
from community.engagement.credibility.api import circles_api
from community.engagement.credibility.routes import circle_pages
from community.engagement.routes import passport
from community.entrance.api import tokens as tokens_api
from community.entrance.factors.api import factors as factors_api
from community.entrance.factors.proof_routes import proofs
from community.entrance.factors.routes import factors
from community.entrance.factors.second_step_routes import second_step
from community.entrance.invitation_routes import invitations
from community.entrance.joining_routes import joining
from community.entrance.password_routes import passwords
from community.entrance.provider.routes import provider
from community.entrance.routes import entrance
from community.entrance.session_routes import sessions
from community.entrance.token_routes import tokens
from community.inlet.api import activity as activity_api
from community.inlet.routes import inlet
from community.leaving.api import takeouts as leaving_api
from community.leaving.routes import leaving, receipts
from community.moderation import (
    cases_waiting,  # noqa: F401  they wait once they are imported
    commands,  # noqa: F401  they are added once they are imported
    moving,  # noqa: F401  it hears once it is imported
    rings_waiting,  # noqa: F401  they wait once they are imported
)
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
from community.sharing import crediting  # noqa: F401  it hears of deeds once it is imported
from community.sharing.api import sharing as sharing_api
from community.sharing.routes import arriving, sharing
from community.watched.api import words as watched_words_api
from community.watched.routes import words as watched_words
from community.webhooks.api import hooks as webhooks_api
from community.webhooks.routes import webhook_pages


@dataclass(frozen=True)
class Floor:
    """What the roof opens of one floor."""

    open: tuple[Blueprint, ...] = ()  # to everybody
    members: tuple[Blueprint, ...] = ()  # to the signed-in
    # Where staff decide over others: whatever changes something there needs a proof of the last ten minutes.
    # Keeping order asks by itself, where somebody is to be kept out.
    with_fresh_proof: tuple[Blueprint, ...] = ()
    apis: tuple[Api, ...] = ()  # their doors for programs, as they stand in the description
    apis_with_fresh_proof: tuple[Api, ...] = ()

    def asking_for_proof(self) -> list[Blueprint]:
        """Where staff decide over others, by hand or by program."""
        return [*self.with_fresh_proof, *(api.blueprint for api in self.apis_with_fresh_proof)]


GROUND = Floor(
    open=(
        entrance,
        second_step,
        provider,
        joining,
        passwords,
        health.health,
        described,
        pictures,
        arriving,
        unsubscribe,
        phone,
        receipts,
        decided,
    ),
    members=(
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
        push_lines,
        chat,
        sharing,
        reporting,
        rings,
        moderation,
        watched_words,
        reading_first,
    ),
    with_fresh_proof=(rings, reading_first, watched_words, circle_pages, inlet, webhook_pages),
    apis=(
        tokens_api,
        factors_api,
        members,
        quiet_api,
        leaving_api,
        scores,
        activity_api,
        circles_api,
        sharing_api,
        chat_api,
        room_company_api,
        bell_api,
        moderation_api,
        webhooks_api,
        read_first_api,
        watched_words_api,
        photos,
    ),
    apis_with_fresh_proof=(webhooks_api, read_first_api, watched_words_api, circles_api),
)
