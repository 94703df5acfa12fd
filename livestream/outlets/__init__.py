"""Where else a stream goes: servers outside the club that take it in as from an encoder."""
