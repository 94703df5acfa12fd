"""The village: a small club with people, texts and pictures of its own."""
