"""Profiles: what a member shows of herself, and who follows whom."""
