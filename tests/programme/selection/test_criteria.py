"""Criteria are data: checked before they are believed, and read by members in words."""

import pytest

from programme.selection.shelf import FOLDER, InvalidCriteria, read_criteria, shelf
from programme.selection.wording import criterion_words, told

HEAD = 'name = "mine"\nfrom = 2026-01-01\nshare = 50\n'
ORDERS = (
    '[[criterion]]\nname = "orders_6"\nmetric = "orders"\nwindow = "12 months"\nat_least = 6\nweight = 3\n'
)


@pytest.fixture
def written(tmp_path):
    def written(text):
        file = tmp_path / "mine.toml"
        file.write_text(text, encoding="utf-8")
        return file

    return written


def test_more_than_fifty_named_criteria_come_with_the_house(app):
    it = shelf()["apass-2026"]
    assert len(it.criterion) >= 50
    by_name = {one.name: one for one in it.criterion}
    assert by_name["spends_100000"].limit == 100_000 * 100
    assert by_name["spends_100000"].mandatory


@pytest.mark.parametrize("language", ["en", "zh_Hans", "vi"])
def test_every_criterion_explains_itself_to_the_member(app, ada, language):
    ada.language = language
    with app.test_request_context():
        from flask_babel import force_locale

        with force_locale(language):
            for it in shelf().values():
                lines = told(it, {})
                assert len(lines) == len(it.criterion)
                assert all(line.words and line.value for line in lines)
                assert len({line.words for line in lines}) == len(lines)


def test_a_criterion_says_what_it_measures_how_far_back_and_how_much(app, written):
    more = ORDERS.replace("orders_6", "few_returns").replace('"orders"', '"return_rate"')
    it = read_criteria(written(HEAD + ORDERS + more.replace("at_least = 6", "at_most = 20")))
    with app.test_request_context():
        orders, returns = told(it, {"orders_6": 7, "few_returns": 21})
    assert (orders.words, orders.value, orders.is_met) == (
        "Orders in the last 12 months: at least 6",
        "7",
        True,
    )
    assert returns.words == "Share of what was bought that went back in the last 12 months: at most 20 %"
    assert not returns.is_met


def test_a_set_may_say_it_in_its_own_words(app, written):
    own = 'words = { en = "Six orders", zh_Hans = "六笔订单", vi = "Sáu đơn hàng" }\n'
    it = read_criteria(written(HEAD + ORDERS + own))
    with app.test_request_context(headers={"Accept-Language": "vi"}):
        assert criterion_words(it.criterion[0]) == "Sáu đơn hàng"


WRONG = [
    (ORDERS.replace('"orders"', '"ordres"'), "criterion 1 (“orders_6”), metric: there is no metric “ordres”: did you mean “orders”?"),  # noqa: E501
    (ORDERS.replace('window = "12 months"\n', ""), "criterion 1 (“orders_6”): say how far back"),
    (ORDERS.replace('"orders"', '"score"'), "says how things stand now: leave out `window`"),
    (ORDERS.replace("at_least = 6", ""), "say either at_least or at_most"),
    (ORDERS.replace("weight = 3", ""), "say either a weight or mandatory = true"),
    (ORDERS.replace("weight", "wieght"), "criterion 1 (“orders_6”), wieght: we know no such line"),
    (ORDERS.replace("12 months", "a year"), "criterion 1 (“orders_6”), window: Input should be '30 days'"),
    (ORDERS + ORDERS, "two criteria are called orders_6"),
    (ORDERS + 'words = { en = "Six" }\n', "say it in vi, zh_Hans as well"),
    (ORDERS.replace("weight = 3", "mandatory = true"), "no criterion has one: set share = 0"),
    ("", "criterion: is needed"),
    ("[[criterion]", "is not TOML"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sentence"), WRONG)
def test_what_is_wrong_is_said_with_its_place_and_how_to_mend_it(app, written, text, sentence):
    with pytest.raises(InvalidCriteria) as refusal:
        read_criteria(written(HEAD + text))
    assert sentence in str(refusal.value)
    assert str(refusal.value).startswith("mine.toml")


def test_a_club_adds_its_own_and_replaces_ours(app):
    folder = app.config["ZONE_DATA"] / FOLDER
    folder.mkdir()
    (folder / "a.toml").write_text(HEAD + ORDERS)
    (folder / "b.toml").write_text(HEAD.replace("mine", "apass-2026") + ORDERS)
    try:
        assert len(shelf()["mine"].criterion) == 1
        assert len(shelf()["apass-2026"].criterion) == 1
    finally:
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()


def test_the_command_line_reads_a_set_as_members_do(app, written):
    from programme.selection.commands import criteria_commands

    told = app.test_cli_runner().invoke(criteria_commands, ["check", str(written(HEAD + ORDERS))])
    assert "weight 3   Orders in the last 12 months: at least 6" in told.output
    assert "2 of 3 weights are enough" in told.output
    assert "apass-2026" in app.test_cli_runner().invoke(criteria_commands, ["list"]).output
