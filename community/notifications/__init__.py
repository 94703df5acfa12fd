"""The bell: what happened to a member, told once, where and when she wants to hear of it."""
