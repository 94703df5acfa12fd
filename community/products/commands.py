"""What an administrator does with a shop's books: say who a customer is, import purchases."""

import csv
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click
from sqlalchemy import select

from community.db import Refusal, db
from community.entrance.commands import member_commands
from community.members import Member
from community.products.customers import AT_ONCE, MALL, is_customer
from community.products.importing import Preview, accept, preview
from community.products.prices import WHOLE
from community.products.purchase_files import DATES, BadRow, Manner

SHOWN = 20
__all__ = ["import_commands", "member_commands"]
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


class NoReport(Refusal):
    """The report cannot be written where it should be."""


@member_commands.command()
@click.argument("handle")
@click.argument("number")
@click.option("--source", default=MALL, show_default=True, help="Whose books use this number.")
def customer(handle: str, number: str, source: str) -> None:
    """Say by which customer number a shop knows a member."""
    member = is_customer(handle, number, source)
    click.echo(f"{number} of {source} is @{member.handle}.")


@click.group(name="import")
def import_commands() -> None:
    """Bring in what other systems know."""


@import_commands.command()
@click.argument("file", type=FILE)
@click.option("--currency", default="GBP", show_default=True, help="Where the file does not say it.")
@click.option("--storefront", default="", help="Where the file does not say it; without, none is counted.")
@click.option("--source", default=MALL, show_default=True, help="Whose books these are.")
@click.option("--dates", type=click.Choice(list(DATES)), default="year-first", show_default=True)
@click.option("--encoding", default="utf-8-sig", show_default="UTF-8")
@click.option("--accept", "accepted", is_flag=True, help="Import it; without this, only look.")
@click.option("--skip-bad", is_flag=True, help="Leave bad lines out; without this, they stop the import.")
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="Where bad lines are listed.")
def purchases(
    file: Path,
    currency: str,
    storefront: str,
    source: str,
    dates: str,
    encoding: str,
    report: Path | None,
    *,
    accepted: bool,
    skip_bad: bool,
) -> None:
    """Import purchases and returns from a CSV file: all of them, or nothing.

    Without --accept it shows what would be done. The same file twice changes nothing.
    """
    manner = Manner(currency.upper(), storefront, dates, encoding)
    look = preview(file, manner, source)
    tell(look)
    if look.found.bad:
        tell_bad(look.found.bad, report or file.with_name(f"{file.stem}.bad-lines.csv"))
    if not accepted:
        click.echo("Nothing was written. To import: --accept" + " --skip-bad" * bool(look.found.bad))
        return
    done = accept(file, manner, source, skip_bad=skip_bad)
    click.echo(f"{len(done.found.new)} lines imported.")


def tell(look: Preview) -> None:
    found, net = look.found, look.net
    click.echo(f"{len(found.new)} good lines, {len(found.bad)} bad, {found.known} imported before.")
    for words, returned in (("Money in", False), ("Returned", True)):
        sums = ", ".join(in_words(*sum_) for sum_ in sorted(found.sums(returned=returned).items()))
        click.echo(f"{words}: {sums or 'none'}.")
    click.echo(f"{len(net)} members:")
    handles = handles_of(net)
    for member_id, amount in sorted(net.items(), key=lambda pair: -pair[1])[:SHOWN]:
        click.echo(f"  @{handles[member_id]}  {in_words('CNY', amount)}")
    if len(net) > SHOWN:
        click.echo(f"  and {len(net) - SHOWN} more")
    if found.new and not any(line.row.storefront for line in found.new):
        click.echo("No storefront is named, so none is counted: say --storefront NAME.")


def tell_bad(bad: Iterable[BadRow], report: Path) -> None:
    rows = list(bad)
    for row in rows[:SHOWN]:
        click.echo(f"  line {row.line} {row.reason}")
    if len(rows) > SHOWN:
        click.echo(f"  and {len(rows) - SHOWN} more:")
        for reason, count in Counter(row.reason for row in rows).most_common(5):
            click.echo(f"  {count} × {reason}")
    try:
        with report.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("line", "reason"), *((row.line, row.reason) for row in rows)])
    except OSError as trouble:
        raise NoReport(f"{report} cannot be written: {trouble.strerror}. Say --report FILE.") from trouble
    click.echo(f"All bad lines are in {report}.")


def in_words(currency: str, amount: int) -> str:
    sign, minor = "-" if amount < 0 else "", abs(amount)
    return f"{currency} {sign}" + (
        f"{minor:,}" if currency in WHOLE else f"{minor // 100:,}.{minor % 100:02d}"
    )


def handles_of(ids: Iterable[int]) -> dict[int, str]:
    wanted = sorted(ids)
    handles: dict[int, str] = {}
    for begin in range(0, len(wanted), AT_ONCE):
        of = select(Member.id, Member.handle).where(Member.id.in_(wanted[begin : begin + AT_ONCE]))
        handles |= dict(db.session.execute(of).all())
    return handles
