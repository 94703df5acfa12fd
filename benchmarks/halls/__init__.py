"""One room and nothing else: as the house tells it, and as Node's socket.io does (`server.mjs`)."""
