"""Where browsers hear that topics move: a room for each topic's readers, and one for each board."""


def readers_of(topic_id: int) -> str:
    return f"topic-readers:{topic_id}"


def lookers_at(board_id: int) -> str:
    return f"board:{board_id}"
