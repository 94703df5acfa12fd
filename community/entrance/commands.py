"""What an administrator does with members without a browser."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from community.audit import audit
from community.db import Refusal, db, transaction
from community.entrance.addresses import wrong_with_new_address
from community.entrance.factors.having import remove_all
from community.entrance.inviting import WITHOUT_QUOTA, CannotInvite, invite, refuse_what_is_wrong
from community.entrance.joining import joined
from community.entrance.names import tidy, wrong_with_handle, wrong_with_name
from community.entrance.passwords import wrong_with_password
from community.entrance.signing_in import called
from community.members import Member, Role

ROLES = click.Choice([role.value for role in Role])


class Impossible(Refusal):
    """What was asked for cannot be done; the text says why, for the terminal."""


@click.group(name="member")
def member_commands() -> None:
    """Make members, give them roles, keep them out."""


@member_commands.command()
@click.option("--handle", required=True)
@click.option("--email", required=True)
@click.option("--password", required=True)
@click.option("--role", type=ROLES, default=Role.MEMBER.value, show_default=True)
@click.option("--name", help="As others see it; without it, the handle.")
def create(handle: str, email: str, password: str, role: str, name: str | None) -> None:
    """Make a member without an invitation: the first administrator, for instance."""
    name, email = tidy(name or handle), email.strip().lower()
    wrong = (
        wrong_with_handle(handle),
        wrong_with_name(name),
        wrong_with_new_address(email),
        wrong_with_password(password, (handle, name, email)),
    )
    said = zip(("handle", "name", "email", "password"), wrong, strict=True)
    if refused := [f"{field}: {sentence}" for field, sentence in said if sentence]:
        raise Impossible("\n".join(refused))
    try:
        with transaction():
            joined(handle=handle, name=name, email=email, password=password, role=Role(role))
    except IntegrityError as race:
        raise Impossible("somebody was faster with this handle, name or address.") from race
    click.echo(f"@{handle} is a member ({role}).")


@member_commands.command(name="role")
@click.argument("handle")
@click.argument("role", type=ROLES)
def give_role(handle: str, role: str) -> None:
    """Give a member another role; it counts from the next click."""
    with transaction():
        member = found(handle)
        member.role = Role(role)
        audit("member.role", f"member {member.id}", None, role=role)
    click.echo(f"@{handle} is {role} now.")


@member_commands.command(name="remove-factors")
@click.argument("handle")
def remove_factors(handle: str) -> None:
    """Let somebody in who has lost phone and recovery codes. Make sure first who asks: see SECURITY.md."""
    remove_all(found(handle))
    click.echo(f"@{handle} comes in by password alone now, and was told so by mail.")


@click.command(name="invite")
@click.argument("email", required=False)
@click.option("--csv", "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A table.")
@click.option("--by", "handle", help="Who invites; without it, the first administrator.")
@click.option("--mail", is_flag=True, help="Send the links too.")
@click.option("--preview", is_flag=True, help="Say what would be done, and do nothing.")
def invite_commands(
    email: str | None, file: Path | None, handle: str | None, *, mail: bool, preview: bool
) -> None:
    """Invite one address, or all of a table with the columns email and, if you like, note.

    Prints a link for each. If one row cannot stay as it is, nobody is invited.
    """
    if (email is None) == (file is None):
        raise click.UsageError("Give an address, or --csv FILE.")
    by = inviter(handle)
    guests = list(rows_of(file)) if file else [Guest(1, email or "")]
    if bad := list(explained(guests)):
        raise Impossible("\n".join([*bad, f"Nobody was invited: {len(bad)} of {len(guests)} cannot be."]))
    if preview:
        click.echo(f"{len(guests)} would be invited by @{by.handle}.")
        return
    with transaction():
        links = [invite(by, email=guest.email, note=guest.note, by_mail=mail)[1] for guest in guests]
    for guest, link in zip(guests, links, strict=True):
        click.echo(f"{guest.email} {link}")


@dataclass(frozen=True)
class Guest:
    line: int
    email: str
    note: str = ""


def rows_of(file: Path) -> Iterator[Guest]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as text:
            table = csv.DictReader(text)
            columns = {(column or "").strip().lower(): column for column in table.fieldnames or ()}
            if "email" not in columns:
                raise Impossible(f"{file.name} has no column email. Its first line names the columns.")
            for row in table:
                note = row.get(columns.get("note", ""), "") or ""
                yield Guest(table.line_num, (row[columns["email"]] or "").strip().lower(), note.strip())
    except (UnicodeDecodeError, csv.Error) as unreadable:
        raise Impossible(f"{file.name} is not a table in UTF-8 with commas ({unreadable}).") from unreadable


def explained(guests: list[Guest]) -> Iterator[str]:
    """A sentence for each row that cannot stay as it is."""
    seen: dict[str, int] = {}
    if not guests:
        yield "There is no row in it."
    for guest in guests:
        try:
            refuse_what_is_wrong(guest.email, guest.note, uses=1, days=1)
        except CannotInvite as wrong:
            yield f"line {guest.line}: {guest.email or '(empty)'}: {wrong}"
            continue
        if sentence := wrong_with_new_address(guest.email):
            yield f"line {guest.line}: {guest.email or '(empty)'}: {sentence}"
        elif guest.email in seen:
            yield f"line {guest.line}: {guest.email} stands already in line {seen[guest.email]}."
        seen.setdefault(guest.email, guest.line)


def found(handle: str) -> Member:
    if member := called(handle):
        return member
    raise Impossible(f"There is no member @{handle.removeprefix('@')}.")


def inviter(handle: str | None) -> Member:
    if handle:
        return found(handle)
    free = Member.role.in_(WITHOUT_QUOTA) & Member.suspended_at.is_(None)
    first = db.session.scalar(select(Member).where(free).order_by(Member.id).limit(1))
    if first:
        return first
    raise Impossible("Nobody can invite yet: zone member create --role administrator makes somebody who can.")
