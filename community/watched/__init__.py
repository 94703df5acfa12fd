"""Words that moderators watch: a text that holds one is refused, waits, is reported or loses it."""
