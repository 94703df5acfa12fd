"""Every picture of the village, in the order in which it is needed."""

from datetime import timedelta

from seeds.drawing.ahead import Picture
from seeds.village.checking import pictures
from seeds.village.people import Village

PORTRAIT, THING, VIEW = (320, 320), (640, 640), (1280, 800)
UNPUBLISHED = timedelta(days=4)  # how long ago a list that is only her own was begun


def pictures_of(village: Village) -> list[Picture]:
    found: list[tuple[timedelta, Picture]] = [
        (member.joined, (member.portrait, PORTRAIT)) for member in village.members
    ]
    for it in village.lists:
        found += ((it.published or UNPUBLISHED, (item.drawing, THING)) for item in it.items)
    found += ((tip.posted, (tip.drawing, THING)) for tip in village.tips)
    found += ((fake.ago, (drawing, THING)) for fake in village.fakes for drawing in fake.drawings)
    for story in village.stories:
        found += ((story.published, (recipe, VIEW)) for recipe in (story.cover, *pictures(story.body)))
    return [picture for _, picture in sorted(found, key=lambda pair: pair[0], reverse=True)]
