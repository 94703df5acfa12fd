"""Stories: longer pieces a member writes, illustrates and publishes."""
