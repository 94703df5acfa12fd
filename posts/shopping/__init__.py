"""Shopping lists: what a member wants, bought, sent back or passed on, alone or before the others."""
