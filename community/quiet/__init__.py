"""Quiet: whom a member does not hear, who cannot reach her, and which words she does not want to meet.

Every room asks `hearing.py`; nothing else says who is heard.
"""
