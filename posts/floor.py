"""The floor of what members keep: its doors, and what answers once it is imported."""

import posts.bloggers.renewing
import posts.bloggers.rules
import posts.bloggers.waiting
import posts.editorial.rules
import posts.editorial.waiting
import posts.forum.pacing
import posts.forum.sockets
import posts.forum.waiting
import posts.leaving
import posts.moderated
import posts.permissions
import posts.replies.around
import posts.replies.sockets
import posts.reposts.rules
import posts.takeout  # noqa: F401  they declare themselves
from community.floor import Floor
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

KEPT = Floor(
    open=(feed, guests, board_feeds, columns),
    members=(
        for_you,
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
    ),
    with_fresh_proof=(decisions, merging),
    apis=(
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
        reposts_api,
        forum,
        board_layouts,
        order_api,
        polls_api,
        bookmarks_api,
        drafts_api,
        replies_api,
        reactions_api,
    ),
    apis_with_fresh_proof=(blogger_decisions_api,),
)
