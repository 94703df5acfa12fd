"""One product, one page: where it is sold, what it cost, who has it and what they say."""
