"""Days and times stand in the order of the reader's language."""

from datetime import UTC, date, datetime

import pytest
from flask_babel import force_locale

from community.words import day, exact, when

NINE = datetime(2026, 12, 7, 9, 23, tzinfo=UTC)
WRITTEN = {
    "en": ("Mon 7 Dec 2026, 09:23", "7 Dec 2026", "7 Dec 2026, 09:23"),
    "zh_Hans": ("2026年12月7日 周一 09:23", "2026年12月7日", "2026年12月7日 09:23"),
    "vi": ("Th 2, 7 thg 12, 2026 09:23", "7 thg 12, 2026", "7 thg 12, 2026 09:23"),
}


@pytest.mark.parametrize("language", WRITTEN)
def test_a_day_is_written_as_its_reader_writes_it(app, language):
    with app.test_request_context(), force_locale(language):
        assert (exact(NINE), day(date(2026, 12, 7)), when(NINE).striptags()) == WRITTEN[language]
