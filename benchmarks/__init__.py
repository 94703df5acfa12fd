"""What the club can take, measured as ratios: side by side, in one run, on the same machine."""
