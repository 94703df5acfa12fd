"""What stays of a stream, in time: its words, what was felt, its chapters, each at its second of the film."""
