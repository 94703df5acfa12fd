"""Whatever takes a stream in: the house's own intake, or a media server beside it."""
