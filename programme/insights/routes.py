"""The pages where managers read figures of the club, and open who is behind each."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from community import clock
from community.engagement.standing import Tier
from community.limits import spend
from community.members import signed_in_member
from community.permissions import require
from programme.insights.asking import figure_asked, period_asked, skipped
from programme.insights.behind import PAGE, NoSuchFigure, behind
from programme.insights.counting import count_now, last_count
from programme.insights.downloading import as_file, members_behind
from programme.insights.models import CategoryMonth, FiguresCount, MemberMonth, SpentMonth, TierMonth
from programme.insights.months import month_in, month_of, moved_on
from programme.insights.reading import (
    Period,
    categories,
    cohort_sheet,
    cohorts,
    known_months,
    sheet,
    spending,
    tiers,
)
from programme.insights.wording import heading, month_name, short

HOME = "/programme/insights"
insights = Blueprint("insights", __name__, url_prefix=HOME)
VIEWS: Mapping[str, Callable[[Period], Any]] = {
    "tiers": tiers,
    "spending": spending,
    "categories": categories,
    "cohorts": cohorts,
}
SHEETS: Mapping[str, Callable[[Period], list[Sequence[object]]]] = {
    "tiers": partial(sheet, TierMonth),
    "spending": partial(sheet, SpentMonth),
    "categories": partial(sheet, CategoryMonth),
    "cohorts": cohort_sheet,
}


@insights.get("")
@insights.get("/<any(spending, categories, cohorts):view>")
def show_figures(view: str = "tiers") -> str:
    require(signed_in_member(), "read_figures", TierMonth)
    of = period_asked(request.args)
    return _page(view, view=view, of=of, found=VIEWS[view](of))


@insights.get("/cohorts/<month>")
def show_cohort(month: str) -> str:
    require(signed_in_member(), "read_figures", TierMonth)
    joined = month_in(month) or abort(404)
    found = cohorts(Period(joined, joined)) or abort(404)
    since = Period(joined, max(joined, known_months()[0]))
    return _page("cohort", it=found[0], of=since, newest=known_months())


@insights.get("/<any(tiers, spending, categories, cohorts):view>.csv")
def download_figures(view: str) -> Response:
    require(signed_in_member(), "read_figures", TierMonth)
    return as_file(SHEETS[view](period_asked(request.args)), view)


@insights.get("/members/<any(tier, came, went, spent, category, cohort):what>")
def show_members_behind(what: str) -> str:
    require(signed_in_member(), "read_behind", MemberMonth)
    asked, skip = figure_asked(request.args), skipped(request.args)
    try:
        found = behind(what, asked, skip, PAGE + 1)
    except NoSuchFigure:
        abort(404)
    args = {**request.args.to_dict(), "after": str(skip + PAGE)}
    here = f"{HOME}/members/{what}"
    return _page(
        "members",
        title=heading(what, asked),
        what=what,
        asked=asked,
        rows=found[:PAGE],
        skipped=skip,
        more=f"{here}?{urlencode(args)}" if len(found) > PAGE else None,
        file=f"{here}.csv?{urlencode({k: v for k, v in args.items() if k != 'after'})}",
    )


@insights.get("/members/<any(tier, came, went, spent, category, cohort):what>.csv")
def download_members_behind(what: str) -> Response:
    me = signed_in_member()
    require(me, "read_behind", MemberMonth)
    spend("figures", me.id, "30/hour")
    try:
        return as_file(members_behind(what, figure_asked(request.args), me), what)
    except NoSuchFigure:
        abort(404)


@insights.post("/count")
def count_figures_now() -> Answer:
    me = signed_in_member()
    require(me, "count", FiguresCount)
    spend("count figures", me.id, "12/hour")
    count_now(me)
    flash(_("The figures are being counted. Look again in a moment."), "good")
    return redirect(HOME, code=303)


def _page(name: str, **facts: Any) -> str:  # noqa: ANN401  whatever the page shows
    return render_template(
        f"programme/insights/{name}.html",
        here=HOME,
        counting=last_count(),
        all_tiers=list(Tier),
        last_whole=moved_on(month_of(clock.today()), -1),
        known=known_months(),
        month_name=month_name,
        short=short,
        **facts,
    )
