"""What a stream came to: who watched it, how many at once, how long."""
