"""`make bench`: every measurement, as tables of ratios; with words (pages, growth …), those alone.

Only by its word, for it takes an hour or more, and goes on where it was stopped: attacks.
`columnar --long` counts 100 million.
"""

import sys

from benchmarks import attacks, club, columnar, engines, fanout, growth, inlet, pages, streams, talking, trust

long = "--long" in sys.argv
asked = [word for word in sys.argv[1:] if word != "--long"] or [
    "pages",
    "growth",
    "fanout",
    "talking",
    "trust",
    "inlet",
    "columnar",
    "engines",
    "streams",
]
if "pages" in asked:
    club.LIKE_PEERS.prepare()
    print("\n".join(pages.measure()), end="\n\n")
if "growth" in asked:
    club.VILLAGE.prepare()
    club.CROWD.prepare()
    print("\n".join(growth.measure()))
if "fanout" in asked:
    fanout.prepare()
    print("\n".join(fanout.measure()), end="\n\n")
if "talking" in asked:
    club.LIKE_PEERS.prepare()
    print("\n".join(talking.measure()))
if "trust" in asked:
    print("\n".join(trust.measure()))
if "attacks" in asked:
    print("\n".join(attacks.measure()), end="\n\n")
if "inlet" in asked:
    inlet.CLUB.prepare()
    print("\n".join(inlet.measure()), end="\n\n")
if "columnar" in asked:
    print("\n".join(columnar.measure(100_000_000 if long else 10_000_000)), end="\n\n")
if "engines" in asked:
    print("\n".join(engines.measure()), end="\n\n")
if "streams" in asked:
    streams.prepare()
    print("\n".join(streams.measure()), end="\n\n")
if "lifts" in asked:  # the last table of streams, alone
    streams.prepare()
    print("\n".join(streams.measure_lifts()), end="\n\n")
