"""Drafts: what was begun and not sent, kept on the server, the same on every device."""
