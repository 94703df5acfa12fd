"""The door: invitations, joining, signing in and out, and the sessions that stay open."""
