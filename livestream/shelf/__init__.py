"""What lies on the table of a stream: pieces of the host's lists, seen by all who watch."""
