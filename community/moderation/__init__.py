"""Moderation: members report, moderators decide by the rules of the club, and both read why."""
