"""The shop's books as they are saved: a CSV file read line by line, every bad line with its reason.

Two headers are known: the mall's (InvoiceNo, StockCode, Description, Quantity, InvoiceDate, UnitPrice,
CustomerID, Country), where an invoice that begins with C is a return; and our own (order, member, product,
quantity, unit_price, currency, occurred_at, storefront, category), where a negative quantity is one.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TextIO

from community import clock
from community.db import Refusal
from community.engagement.policy import policy_on
from community.products.finding import squeezed
from community.products.prices import minor

MALL = {
    "invoiceno": "order", "invoice": "order", "stockcode": "code", "description": "product",
    "quantity": "quantity", "invoicedate": "occurred_at", "unitprice": "unit_price", "price": "unit_price",
    "customerid": "member",
}  # fmt: skip
OURS = (
    "order",
    "member",
    "product",
    "quantity",
    "unit_price",
    "currency",
    "occurred_at",
    "storefront",
    "category",
)
NEEDED = {"order", "member", "quantity", "unit_price", "occurred_at"}
WORKBOOK = b"PK\x03\x04"
EARLIEST = 1990
MOST = 10**13  # minor units of one line: more is a slip, and would not fit the ledger
DATES = {
    "year-first": ("%Y-%m-%d %H:%M", "%Y-%m-%d", "%Y/%m/%d %H:%M", "%Y/%m/%d"),
    "day-first": ("%d/%m/%Y %H:%M", "%d/%m/%Y", "%d/%m/%y %H:%M", "%d.%m.%Y %H:%M", "%d.%m.%Y"),
    "month-first": ("%m/%d/%Y %H:%M", "%m/%d/%Y", "%m/%d/%y %H:%M"),
}


class UnreadableFile(Refusal):
    """Nothing can be imported from this; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class PurchaseRow:
    """One line of an order, understood."""

    line: int  # of the file
    order: str
    member: str  # customer number, handle or e-mail address
    code: str
    product: str
    quantity: int  # negative when it went back
    amount: int  # minor units of `currency`, always positive
    currency: str
    occurred_at: datetime
    storefront: str
    category: str

    @property
    def is_return(self) -> bool:
        return self.quantity < 0


@dataclass(frozen=True, slots=True)
class BadRow:
    line: int
    reason: str


class BadValue(ValueError):
    """Its text is the reason."""


@dataclass(frozen=True)
class Manner:
    """How a file is to be understood where it does not say itself."""

    currency: str = "GBP"
    storefront: str = ""
    dates: str = "year-first"
    encoding: str = "utf-8-sig"


def rows_of(path: Path, manner: Manner) -> Iterator[PurchaseRow | BadRow]:
    """Every line that is not blank. Raises UnreadableFile."""
    try:
        with path.open(encoding=manner.encoding, newline="") as file:
            yield from _rows(file, path.name, manner)
    except OSError as trouble:
        raise UnreadableFile(f"{path} cannot be read: {trouble.strerror}.") from trouble
    except UnicodeError as trouble:
        if path.read_bytes()[:4] == WORKBOOK:
            raise UnreadableFile(f"{path.name} is a workbook. Save it as CSV and import that.") from trouble
        raise UnreadableFile(
            f"{path.name} is not written in {manner.encoding}. Save it as CSV UTF-8, or say which it is: "
            "--encoding cp1252 (Excel in Europe), --encoding gb18030 (Excel in China)."
        ) from trouble
    except csv.Error as trouble:
        raise UnreadableFile(f"{path.name} is not a CSV file: {trouble}.") from trouble


def _rows(file: TextIO, name: str, manner: Manner) -> Iterator[PurchaseRow | BadRow]:
    first = file.readline()
    if first.startswith(WORKBOOK.decode()):
        raise UnreadableFile(f"{name} is a workbook. Save it as CSV and import that.")
    delimiter = max(",;\t", key=first.count)
    header = _header(next(csv.reader([first], delimiter=delimiter), []), name)
    reader = csv.reader(file, delimiter=delimiter)
    is_mall = "code" in header
    for cells in reader:
        padded = [cell.strip() for cell in cells] + [""] * (len(header) - len(cells))
        values = {field: cell for field, cell in zip(header, padded, strict=False) if field}
        line = reader.line_num + 1
        if any(padded[len(header) :]):
            yield BadRow(line, "has more columns than the header")
        elif any(values.values()):
            yield _understood_or_not(line, values, manner, is_mall=is_mall)


def _header(cells: list[str], name: str) -> list[str]:
    plain = [re.sub(r"[^a-z_]", "", cell.lower()) for cell in cells]
    ours = [cell if cell in OURS else "" for cell in plain]
    if set(ours) >= NEEDED | {"product"}:
        return ours
    mall = [MALL.get(cell.replace("_", ""), "") for cell in plain]
    if set(mall) >= NEEDED | {"code"}:
        return mall
    raise UnreadableFile(
        f"{name} does not begin with a header we know: InvoiceNo,StockCode,Description,Quantity,InvoiceDate,"
        f"UnitPrice,CustomerID or {','.join(OURS)}."
    )


def _understood_or_not(
    line: int, values: Mapping[str, str], manner: Manner, *, is_mall: bool
) -> PurchaseRow | BadRow:
    try:
        return _understood(line, values, manner, is_mall=is_mall)
    except BadValue as reason:
        return BadRow(line, str(reason))


def _understood(line: int, values: Mapping[str, str], manner: Manner, *, is_mall: bool) -> PurchaseRow:
    order, member = values["order"], values["member"]
    if not order:
        raise BadValue("has no order number")
    if not member:
        raise BadValue("has no customer")
    quantity, price = _quantity(values["quantity"]), _price(values["unit_price"])
    _agree(order, quantity, is_mall=is_mall)
    occurred_at = _moment(values["occurred_at"], manner)
    currency = (values.get("currency") or manner.currency).upper()
    if currency not in policy_on(occurred_at.date()).rates:
        raise BadValue(f"has the currency {currency!r}, for which the policy has no rate")
    product = squeezed(values.get("product", ""))
    code = values.get("code") or product
    if not code:
        raise BadValue("names no product")
    return PurchaseRow(
        line=line,
        order=order,
        member=re.sub(r"\.0+$", "", member),
        code=code,
        product=product or code,
        quantity=quantity,
        amount=_amount(abs(quantity) * price, currency),
        currency=currency,
        occurred_at=occurred_at,
        storefront=squeezed(values.get("storefront", "") or manner.storefront),
        category=squeezed(values.get("category", "")).lower(),
    )


def _agree(order: str, quantity: int, *, is_mall: bool) -> None:
    is_return = order.upper().startswith("C")
    if is_mall and is_return and quantity > 0:
        raise BadValue(f"is a return ({order}) of a positive quantity")
    if is_mall and not is_return and quantity < 0:
        raise BadValue(f"has a negative quantity, but {order} is no return")


def _quantity(text: str) -> int:
    if not re.fullmatch(r"[+-]?\d{1,9}(\.0+)?", text, re.ASCII) or not (quantity := int(float(text))):
        raise BadValue(f"has the quantity {text[:40]!r}: a whole number, not zero, was expected")
    return quantity


def _price(text: str) -> Decimal:
    try:
        price = Decimal(text)
    except InvalidOperation:
        raise BadValue(f"has the price {text[:40]!r}, which is no number") from None
    if not price.is_finite():
        raise BadValue(f"has the price {text[:40]!r}, which is no number")
    if price <= 0:
        raise BadValue("has no price" if price == 0 else f"has a negative price ({text[:40]})")
    return price


def _amount(value: Decimal, currency: str) -> int:
    if value > MOST:
        raise BadValue("comes to more than the ledger can hold")
    if not (amount := minor(value, currency)):
        raise BadValue("comes to less than the smallest coin")
    return amount


def _moment(text: str, manner: Manner) -> datetime:
    """In UTC, which is also what a time without a zone is taken for."""
    moment = _parsed(text, manner)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    if moment.year < EARLIEST:
        raise BadValue(f"has the date {text[:40]!r}: before {EARLIEST} there was nothing to import")
    if moment > clock.now():
        raise BadValue(f"lies in the future ({text})")
    return moment.astimezone(UTC)


def _parsed(text: str, manner: Manner) -> datetime:
    if manner.dates == "year-first" and re.match(r"\d{4}-", text):
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            pass
    for form in DATES[manner.dates]:
        for seconds in ("", ":%S"):
            try:
                return datetime.strptime(text, form + seconds)  # noqa: DTZ007  the zone is given by the caller
            except ValueError:
                continue
    if re.fullmatch(r"\d{1,2}[/.]\d{1,2}[/.].*", text) and manner.dates == "year-first":
        raise BadValue(
            f"has the date {text[:40]!r}: say whether days or months come first, "
            "--dates day-first or --dates month-first"
        )
    raise BadValue(f"has the date {text[:40]!r}, which we cannot read")
