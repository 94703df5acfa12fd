"""Every sentence a person reads is there in every language."""

from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

HOUSE = Path(__file__).parents[2]
FOLDERS = ("community", "posts", "livestream", "programme", "templates")


@pytest.fixture(scope="module")
def sentences() -> set[str]:
    with (HOUSE / "babel.cfg").open() as mapping:
        methods, options = parse_mapping_cfg(mapping)
    found = extract_from_dir(HOUSE, method_map=methods, options_map=options, directory_filter=in_the_house)
    return {message if isinstance(message, str) else message[0] for _, _, message, _, _ in found}


def in_the_house(folder: str) -> bool:
    path = Path(folder)
    return path == HOUSE or path.relative_to(HOUSE).parts[0] in FOLDERS


@pytest.mark.parametrize("language", ["zh_Hans", "vi"])
def test_every_sentence_is_translated(sentences, language):
    with (HOUSE / f"translations/{language}/LC_MESSAGES/messages.po").open("rb") as file:
        catalog = read_po(file, locale=language)
    missing = {sentence for sentence in sentences if not _translated(catalog, sentence)}
    assert not missing


@pytest.mark.parametrize("language", ["zh_Hans", "vi"])
def test_a_translation_keeps_the_places_of_names_and_numbers(language):
    with (HOUSE / f"translations/{language}/LC_MESSAGES/messages.po").open("rb") as file:
        catalog = read_po(file, locale=language)
    broken = [(message.id, str(error)) for message in catalog if message.id for error in message.check()]
    assert not broken


def _translated(catalog, sentence: str) -> bool:
    message = catalog.get(sentence)
    if message is None or message.fuzzy:
        return False
    words = message.string if isinstance(message.string, tuple | list) else [message.string]
    return all(words)
