"""Where a thread is told to those who have its page open."""


def room_of_thread(about_id: int) -> str:
    return f"contribution:{about_id}"
