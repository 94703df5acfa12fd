"""`make bench`: every measurement, as tables of ratios. With words, those alone: pages, growth."""

import sys

from benchmarks import club, growth, pages

asked = sys.argv[1:] or ["pages", "growth"]
if "pages" in asked:
    club.LIKE_PEERS.prepare()
    print("\n".join(pages.measure()), end="\n\n")
if "growth" in asked:
    club.VILLAGE.prepare()
    club.CROWD.prepare()
    print("\n".join(growth.measure()))
