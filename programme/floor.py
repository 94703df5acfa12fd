"""The floor of what the club gives: its doors, and what answers once it is imported."""

import programme.appeals.offering
import programme.appeals.rules
import programme.awards.rules
import programme.insights.counting
import programme.insights.rules
import programme.policies.keeping
import programme.policies.rules
import programme.selection.forgetting
import programme.selection.rules  # noqa: F401  they declare themselves
from community.floor import Floor
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

GIVEN = Floor(
    members=(selection, policy_pages, apass_invitations, awarding, insights, score_appeals, passport_stamps),
    with_fresh_proof=(selection, policy_pages, awarding),
    apis=(
        selection_rounds,
        policy_proposals,
        invitations_to_me,
        giving_awards,
        awards_to_me,
        figures_api,
        my_score_appeals,
        score_appeals_api,
        stamps_api,
    ),
    apis_with_fresh_proof=(selection_rounds, policy_proposals, giving_awards, score_appeals_api),
)
