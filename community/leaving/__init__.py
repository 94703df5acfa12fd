"""Taking everything home, and leaving: whose rows are whose follows from `community/belonging.py`."""
