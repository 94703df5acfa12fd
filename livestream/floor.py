"""The floor of what happens now: its doors, and what answers once it is imported."""

import livestream.clips.rules
import livestream.figures.rules
import livestream.outlets.rules
import livestream.questions.pinned
import livestream.questions.rules
import livestream.streams.rules
import livestream.trips.indexed
import livestream.trips.leaving
import livestream.trips.rules
import livestream.trips.takeout  # noqa: F401  they declare themselves
from community.floor import Floor
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

NOW = Floor(
    open=(serving, engine_hooks),
    members=(
        trips,
        trip_heeding,
        trip_stops,
        trip_travellers,
        trip_questions,
        trip_keepsakes,
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
    ),
    with_fresh_proof=(outlet_pages,),
    apis=(
        trips_api,
        trip_questions_api,
        streams_api,
        stream_figures_api,
        shelf_api,
        replay_api,
        clips_api,
        captions_api,
        outlets_api,
        ways_api,
    ),
    apis_with_fresh_proof=(outlets_api,),
)
