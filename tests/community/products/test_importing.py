"""A shop's books are brought in: looked at, accepted, never half, never twice, exact to the fen."""

import csv
from collections import Counter
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial

import pytest
from click.testing import CliRunner
from sqlalchemy import func, insert, select

from community import clock
from community.db import db, transaction
from community.engagement.activity import Activity, Deed
from community.engagement.policy import policy_on
from community.engagement.recomputing import measures_from_tallies
from community.engagement.standing import Standing, first_day
from community.engagement.tallies import BreadthTally
from community.members import Member
from community.products.commands import customer, import_commands
from community.products.customers import NumberTaken, UnknownMember, is_customer
from community.products.importing import BadRows, accept, preview
from community.products.models import CustomerNumber, PurchaseLine, Storefront
from community.products.purchase_files import Manner, UnreadableFile

MALL = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country"
OURS = "order,member,product,quantity,unit_price,currency,occurred_at,storefront,category"
GBP = Manner("GBP", "Gifts of London")
IN_2011 = datetime(2011, 1, 11, 12, tzinfo=UTC)


@pytest.fixture
def at_the_time():
    with clock.stopped(IN_2011):
        yield


@pytest.fixture
def ada_is_17850(ada, at_the_time):
    is_customer("ada", "17850")
    with transaction():
        db.session.get(Standing, ada.id).since = first_day(clock.today(), policy_on(clock.today()))
    return ada


def saved(folder, *lines, header=MALL, name="books.csv", encoding="utf-8"):
    file = folder / name
    file.write_bytes("\r\n".join([header, *lines, ""]).encode(encoding))
    return file


def activities():
    return db.session.scalars(select(Activity).order_by(Activity.id)).all()


def spend_of(member):
    return db.session.get(Standing, member.id).spend


def test_a_small_book_counts_exactly_as_computed_by_hand(ada_is_17850, tmp_path):
    file = saved(
        tmp_path,
        "536365,85123A,WHITE HANGING HEART,6,2010-12-01 08:26:00,2.55,17850,United Kingdom",
        "536365,71053,WHITE METAL LANTERN,6,2010-12-01 08:26:00,3.39,17850,United Kingdom",
        "C536379,71053,WHITE METAL LANTERN,-2,2010-12-02 09:41:00,3.39,17850,United Kingdom",
    )
    accept(file, GBP)
    # 35.64 GBP at 9.35 are 333.23(4) CNY; 6.78 GBP back leave 28.86, which are 269.84(1).
    bought, returned = activities()
    assert (bought.deed, bought.amount) == (Deed.PURCHASE_MADE, 33323)
    assert (returned.deed, returned.amount) == (Deed.PURCHASE_RETURNED, 33323 - 26984)
    assert bought.occurred_at == datetime(2010, 12, 1, 8, 26, tzinfo=UTC)
    assert (bought.product, bought.storefront) == ("WHITE HANGING HEART +1", "Gifts of London")
    standing = db.session.get(Standing, ada_is_17850.id)
    # 269.84 CNY at 500 points for 20,000 are 6.746 points, and one storefront is 10.
    assert (standing.spend, standing.storefronts, standing.score) == (26984, 1, 16_746)


def test_what_goes_back_in_parts_leaves_nothing_behind(ada_is_17850, tmp_path):
    line = "71053,LANTERN,{},2010-12-01 08:26:00,3.39,17850,UK"
    accept(saved(tmp_path, "1," + line.format(7)), GBP)
    assert spend_of(ada_is_17850) == 22187
    accept(saved(tmp_path, "1," + line.format(7), "C2," + line.format(-3)), GBP)
    accept(saved(tmp_path, "C3," + line.format(-4)), GBP)
    standing = db.session.get(Standing, ada_is_17850.id)
    assert (standing.spend, standing.storefronts, standing.score) == (0, 0, 0)


def test_the_sum_does_not_depend_on_how_the_books_are_cut(ada_is_17850, tmp_path):
    lines = [f"{n},A{n},Cup,{n},2010-12-{n:02d},0.37,17850,UK" for n in range(1, 20)]
    for each in reversed(lines):
        accept(saved(tmp_path, each), GBP)
    assert spend_of(ada_is_17850) == sum(range(1, 20)) * 37 * 93_500 // 10_000


def test_the_same_file_twice_changes_nothing(ada_is_17850, tmp_path):
    file = saved(tmp_path, "1,A,Cup,2,2010-12-01,5,17850,UK", "1,A,Cup,2,2010-12-01,5,17850,UK")
    assert len(accept(file, GBP).found.new) == 2
    again = accept(file, GBP).found
    assert (len(again.new), again.known, again.bad) == (0, 2, [])
    assert len(activities()) == 1
    assert spend_of(ada_is_17850) == 2 * 9350


def test_a_file_that_grew_adds_what_is_new_wherever_it_stands(ada_is_17850, tmp_path):
    old = ["1,A,Cup,1,2010-12-01,5,17850,UK", "1,B,Jug,1,2010-12-01,7,17850,UK"]
    accept(saved(tmp_path, *old), GBP)
    grown = ["0,Z,Tray,1,2010-11-30,3,17850,UK", old[1], "1,A,Cup,1,2010-12-01,5,17850,UK", *old]
    result = accept(saved(tmp_path, *grown, "1,C,Pot,1,2010-12-01,11,17850,UK"), GBP)
    assert [line.row.code for line in result.found.new] == ["Z", "A", "B", "C"]
    net = sum(Decimal(price) * 935 for price in ("5", "7", "3", "7", "5", "11"))
    assert spend_of(ada_is_17850) == net
    assert accept(saved(tmp_path, *reversed(grown)), GBP).found.new == []


def test_a_line_that_was_changed_is_explained_and_not_counted_twice(ada_is_17850, tmp_path):
    accept(saved(tmp_path, "1,A,Cup,1,2010-12-01,5,17850,UK"), GBP)
    look = preview(saved(tmp_path, "1,A,Cup,2,2010-12-01,5,17850,UK"), GBP).found
    assert look.new == []
    assert "was imported before with another quantity" in look.bad[0].reason


def test_names_with_colons_are_not_mixed_up(ada_is_17850, tmp_path):
    file = saved(tmp_path, "1:A,B,Cup,1,2010-12-01,5,17850,UK", "1,A:B,Jug,1,2010-12-01,5,17850,UK")
    accept(file, GBP)
    assert spend_of(ada_is_17850) == 2 * 4675


BAD = {
    "1,A,Cup,1,2010-12-01,5,,UK": "has no customer",
    "1,A,Cup,1,2010-12-01,0,17850,UK": "has no price",
    "1,A,Cup,1,2010-12-01,-11062.06,17850,UK": "has a negative price",
    "1,A,Cup,0,2010-12-01,5,17850,UK": "has the quantity '0'",
    "1,A,Cup,two,2010-12-01,5,17850,UK": "has the quantity 'two'",
    "1,A,Cup,-1,2010-12-01,5,17850,UK": "is no return",
    "C1,A,Cup,1,2010-12-01,5,17850,UK": "of a positive quantity",
    "1,A,Cup,1,yesterday,5,17850,UK": "which we cannot read",
    "1,A,Cup,1,12/1/2010 8:26,5,17850,UK": "--dates month-first",
    "1,A,Cup,1,2031-12-01,5,17850,UK": "lies in the future",
    "1,A,Cup,1,0001-01-01T00:00+10:00,5,17850,UK": "before 1990",
    "1,A,Cup,1,2010-12-01,free,17850,UK": "which is no number",
    "1,A,Cup,1,2010-12-01,NaN,17850,UK": "which is no number",
    "1,A,Cup,1,2010-12-01,0.001,17850,UK": "less than the smallest coin",
    "1,A,Cup,999999999,2010-12-01,1e9,17850,UK": "more than the ledger can hold",
    ",A,Cup,1,2010-12-01,5,17850,UK": "has no order number",
    "1,,,1,2010-12-01,5,17850,UK": "names no product",
    "1,A,Cup,1,2010-12-01,5,99999,UK": "is of customer 99999, who is no member",
    "1,A,Cup,1,2010-12-01,5,17850,UK,more": "has more columns",
    "1,A": "has no customer",
}


@pytest.mark.parametrize(("line", "reason"), BAD.items())
def test_a_bad_line_is_explained_by_its_number(ada_is_17850, tmp_path, line, reason):
    look = preview(saved(tmp_path, "7,A,Cup,1,2010-12-01,5,17850,UK", "", line), GBP).found
    assert [(bad.line, reason in bad.reason) for bad in look.bad] == [(4, True)]
    assert len(look.new) == 1


def test_one_bad_line_stops_everything_unless_one_leaves_it_out(ada_is_17850, tmp_path):
    file = saved(tmp_path, "1,A,Cup,1,2010-12-01,5,17850,UK", "2,A,Cup,1,2010-12-01,0,17850,UK")
    with pytest.raises(BadRows, match="1 lines cannot be imported, so nothing was"):
        accept(file, GBP)
    assert activities() == []
    accept(file, GBP, skip_bad=True)
    assert len(activities()) == 1


def test_what_breaks_halfway_leaves_nothing_behind(ada_is_17850, tmp_path, monkeypatch):
    from community.products import importing

    real, calls = importing.record, []

    def fails_at_the_second(*args, **kwargs):
        calls.append(1)
        if len(calls) == 2:
            raise OSError("the disk is full")
        return real(*args, **kwargs)

    monkeypatch.setattr(importing, "record", fails_at_the_second)
    file = saved(tmp_path, "1,A,Cup,1,2010-12-01,5,17850,UK", "2,A,Cup,1,2010-12-01,5,17850,UK")
    with pytest.raises(OSError, match="full"):
        accept(file, GBP)
    assert activities() == []
    assert spend_of(ada_is_17850) == 0
    assert db.session.scalar(select(func.count()).select_from(PurchaseLine)) == 0


def test_our_own_header_knows_members_currencies_storefronts_and_categories(ada, ben, tmp_path):
    file = saved(
        tmp_path,
        "1,@Ada,Weekender,1,3280,CNY,2026-03-01T10:00:00+08:00,Flagship Store,Bags",
        "1,ada,Cup,2,990,JPY,2026-03-01T10:00:00+08:00,flagship  store,bags",
        "2,BEN@example.org,Cream,1,100,USD,2026-03-02,Flagship store,Care",
        "3,ben@example.org,Cream,-1,100,USD,2026-03-03,flagship store,care",
        header=OURS,
    )
    with clock.stopped(datetime(2026, 4, 1, tzinfo=UTC)):
        accept(file, Manner())
        assert spend_of(ada) == 328000 + 2 * 990 * 100 * 470 // 10_000
        assert spend_of(ben) == 0
        assert db.session.get(Standing, ada.id).storefronts == 1
        assert db.session.get(Standing, ben.id).categories == 0
    assert [shop.name for shop in db.session.scalars(select(Storefront))] == ["Flagship Store"]
    assert {row.name for row in db.session.scalars(select(BreadthTally))} == {
        "Flagship Store",
        "bags",
        "care",
    }


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "does not begin with a header"),
        (b"a,b,c\n1,2,3\n", "does not begin with a header"),
        (b"PK\x03\x04\xff\xfe", "is a workbook"),
        ((MALL + "\n1,A,Caf\xe9,1,2010-12-01,5,17850,UK").encode("cp1252"), "--encoding cp1252"),
    ],
)
def test_what_is_no_book_is_refused_in_a_sentence(ada_is_17850, tmp_path, content, words):
    file = tmp_path / "books.csv"
    file.write_bytes(content)
    with pytest.raises(UnreadableFile, match=words):
        preview(file, GBP)


def test_files_come_with_marks_semicolons_and_foreign_dates(ada_is_17850, tmp_path):
    header = "\ufeff" + MALL.replace(",", ";")
    file = saved(tmp_path, "1;A;Cup;1;01/12/2010 08:26;5;17850.0;UK", header=header)
    (line,) = preview(file, Manner("GBP", dates="day-first")).found.new
    assert line.row.occurred_at == datetime(2010, 12, 1, 8, 26, tzinfo=UTC)
    assert line.row.member == "17850"


def test_a_number_is_one_members(ada, mia):
    is_customer("@ada", "17850")
    is_customer("ada", "17850")
    is_customer("mia", "17850", source="travel")
    with pytest.raises(NumberTaken):
        is_customer("mia", "17850")
    with pytest.raises(UnknownMember):
        is_customer("nobody", "1")


@pytest.fixture
def zone(app):
    return partial(CliRunner().invoke, import_commands, obj=app)


def test_the_command_shows_first_and_writes_only_when_told(ada_is_17850, zone, tmp_path):
    bad = [f"{n},A,Cup,1,2010-12-01,0,17850,UK" for n in range(10, 35)]
    file = saved(tmp_path, "1,A,Cup,1,2010-12-01,1234.5,17850,UK", "C2,A,Cup,-1,2010-12-02,2,17850,UK", *bad)
    seen = zone(["purchases", str(file)])
    assert seen.exit_code == 0
    assert "2 good lines, 25 bad, 0 imported before." in seen.output
    assert "Money in: GBP 1,234.50." in seen.output
    assert "Returned: GBP 2.00." in seen.output
    assert "@ada  CNY 11,523.87" in seen.output
    assert "line 4 has no price" in seen.output
    assert seen.output.count("  line ") == 20
    assert "No storefront is named" in seen.output
    assert "Nothing was written" in seen.output
    assert activities() == []
    with (tmp_path / "books.bad-lines.csv").open() as report:
        rows = list(csv.reader(report))
    assert (len(rows), rows[1]) == (26, ["4", "has no price"])

    assert isinstance(zone(["purchases", str(file), "--accept"]).exception, BadRows)
    assert activities() == []
    elsewhere = tmp_path / "elsewhere.csv"
    done = zone(["purchases", str(file), "--accept", "--skip-bad", "--report", str(elsewhere)])
    assert "2 lines imported." in done.output
    assert elsewhere.exists()
    assert len(activities()) == 2


def test_the_command_for_customer_numbers(ada, app):
    said = CliRunner().invoke(customer, ["ada", "17850"], obj=app)
    assert said.output == "17850 of mall is @ada.\n"
    assert db.session.get(CustomerNumber, ("mall", "17850")).member_id == ada.id


@pytest.mark.timeout(300)
def test_the_real_books_of_a_shop_count_exactly_for_every_member(app, shared, tmp_path, at_the_time):
    book, file = real_book(shared), tmp_path / "online_retail.csv"
    with file.open("w", newline="") as saved_as:
        csv.writer(saved_as).writerows(book)
    expected = expected_spend(book[1:])
    members = a_member_for_each(expected)

    with pytest.raises(BadRows):
        accept(file, Manner("GBP", "Gifts of London"))
    assert activities() == []
    done = accept(file, Manner("GBP", "Gifts of London"), skip_bad=True).found
    assert len(done.new) == sum(1 for row in book[1:] if row[6] and row[5] > 0)
    assert len(done.bad) == sum(1 for row in book[1:] if any(row)) - len(done.new)
    spent = dict(db.session.execute(select(Standing.member_id, Standing.spend)).all())
    assert {number: spent[id] for number, id in members.items()} == expected
    kept = dict(db.session.execute(select(Standing.member_id, Standing.storefronts)).all())
    assert all(kept[id] == (expected[number] > 0) for number, id in members.items())
    for number, id in list(members.items())[::100]:
        standing = db.session.get(Standing, id)
        assert measures_from_tallies(id, standing.since, policy_on(clock.today())) == standing.measures
        assert standing.spend == expected[number]

    before = len(activities())
    again = accept(file, Manner("GBP", "Gifts of London"), skip_bad=True).found
    assert (again.new, again.known, len(activities())) == ([], len(done.new), before)


def real_book(shared):
    """As Excel would save it: the lines, and some of the many blank ones behind them."""
    openpyxl = pytest.importorskip("openpyxl")
    workbook = openpyxl.load_workbook(shared / "retail" / "online_retail.xlsx", read_only=True)
    rows = workbook.worksheets[0].iter_rows(max_row=51_200, values_only=True)
    return [["" if cell is None else cell for cell in row] for row in rows]


def expected_spend(rows):
    """What the file says of each customer, in pence, converted once at 9.35 and rounded down."""
    pence = Counter()
    for _invoice, _code, _what, quantity, _at, price, number in (row[:7] for row in rows):
        if number and price > 0:
            pence[str(number)] += quantity * Decimal(str(price)) * 100
    return {number: int(net) * 93_500 // 10_000 for number, net in pence.items()}


def a_member_for_each(numbers):
    """Their ids by customer number; put in by the table, for a thousand are many."""
    with transaction():
        for number in numbers:
            names = {"handle": f"c{number}", "name": f"C {number}", "name_skeleton": f"c {number}"}
            db.session.add(Member(**names, email=f"c{number}@example.org"))
        db.session.flush()
        ids = dict(db.session.execute(select(Member.handle, Member.id)).all())
        rows = [{"source": "mall", "number": n, "member_id": ids[f"c{n}"]} for n in numbers]
        db.session.execute(insert(CustomerNumber), rows)
    return {number: ids[f"c{number}"] for number in numbers}
