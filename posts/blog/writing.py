"""A member writes a story, changes it, and keeps what is half done."""

from dataclasses import asdict

from community import clock
from community.db import db, transaction
from community.members import Member
from community.permissions import require
from community.pictures.keeping import photos_by_digest
from community.slugs import slug_of
from posts.blog.models import StaleTab, Story, StoryDraft, StoryRevision, Words, words_of
from posts.blog.revisions import remember
from posts.prose import excerpt_of, language_of, minutes_to_read
from posts.tagging import tag
from posts.texts import text_of


def write(title: str, text: str, by: Member, **more: str) -> Story:
    """A draft: nobody else sees it until it is published. `more`: excerpt, tags, cover, cover_alt."""
    return begin(Words(title, text, **more), by)


def begin(words: Words, by: Member) -> Story:
    """The same, of words that are together already. Raises as `revise` does."""
    require(by, "write", Story)
    words.checked()
    with transaction():
        story = Story(author=by)
        db.session.add(story)
        db.session.flush()
        _fill(story, words)
        remember(story, by)
    return story


def revise(story: Story, words: Words, by: Member, seq: int | None = None) -> None:
    """For its readers. With `seq`, only if nothing was kept since: else StaleTab. Or as Words.checked."""
    require(by, "revise", story)
    words.checked()
    with transaction():
        _in_turn(story, words, seq)
        _forget_draft(story)
        remember(story, story.author)  # what stands there, in case it never was
        _fill(story, words)
        remember(story, by)
        story.version += 1
        if story.published_at:
            story.edited_at = clock.now()


def keep_draft(story: Story, words: Words, by: Member, seq: int | None = None) -> int:
    """For its author alone; answers the number to say at the next keeping. Raises as `revise` does."""
    require(by, "revise", story)
    words.checked()
    with transaction():
        _in_turn(story, words, seq)
        if story.published_at:
            _keep_beside(story, words)
        else:
            _fill(story, words)
            remember(story, by)
    return story.seq


def restore_revision(story: Story, revision: StoryRevision, by: Member) -> None:
    """As it stood then: for its readers, if it has any."""
    if story.published_at:
        revise(story, revision.words, by)
    else:
        keep_draft(story, revision.words, by)


def call(story: Story, slug: str, by: Member) -> None:
    """Choose the end of its address; with nothing, it follows the title. Older ones lead to the newest."""
    require(by, "address", story)
    with transaction():
        chosen = slug_of(slug)
        story.slug_chosen = bool(chosen) and (story.slug_chosen or chosen != story.slug)
        story.slug = chosen or slug_of(story.title)


def forget_draft(story: Story, by: Member) -> None:
    """Back to what readers see."""
    require(by, "revise", story)
    with transaction():
        _in_turn(story)
        _forget_draft(story)
        text_of(story, story.text)


def _in_turn(story: Story, words: Words | None = None, seq: int | None = None) -> None:
    """Two windows cannot write over each other; to say again what is stored is no conflict."""
    db.session.refresh(story, with_for_update=True)
    draft = db.session.get(StoryDraft, story.id)
    if seq not in {None, story.seq} and words != words_of(story, draft):
        raise StaleTab(story.seq)
    story.seq += 1
    story.saved_at = clock.now()


def _keep_beside(story: Story, words: Words) -> None:
    _forget_draft(story)
    db.session.add(StoryDraft(story_id=story.id, **(asdict(words) | {"cover": _photo(words.cover)})))
    text_of(story, story.text, also=[words.text])


def _forget_draft(story: Story) -> None:
    if draft := db.session.get(StoryDraft, story.id):
        db.session.delete(draft)
        db.session.flush()


def _fill(story: Story, words: Words) -> None:
    story.title = " ".join(words.title.split())
    story.text, story.html = words.text, text_of(story, words.text)
    story.dek = " ".join(words.excerpt.split())
    story.excerpt = story.dek or excerpt_of(story.html)
    if not story.slug_chosen:
        story.slug = slug_of(story.title)
    story.tags = tag(story, words.tags)
    story.cover, story.cover_alt = _photo(words.cover), " ".join(words.cover_alt.split())
    story.minutes = minutes_to_read(story.html)
    story.language = language_of(f"{story.title} {words.text}")


def _photo(digest: str | None) -> str | None:
    """Only what is there can be a cover."""
    return digest if digest and photos_by_digest([digest]) else None
