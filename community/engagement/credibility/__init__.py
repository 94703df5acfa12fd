"""How credible members are to each other: what the nightly table says, and how it is counted."""
