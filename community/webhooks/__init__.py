"""Other sites are told what all members may read here: each letter signed, and tried until it arrives."""
