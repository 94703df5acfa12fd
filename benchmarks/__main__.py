"""`make bench`: every measurement, as a table of ratios."""

from benchmarks import club, pages

club.prepare()
print("\n".join(pages.measure()))
