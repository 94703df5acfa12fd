"""Search: what members wrote and who they are, in one box."""
