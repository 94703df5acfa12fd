"""The club in a file: made while it is open, opened elsewhere, looked through for what is wrong."""
