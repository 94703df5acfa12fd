"""Stands in for the club's settings: server.py asks for these."""

import os


class ImpossibleSetting(ValueError):
    pass


class Config:
    def __init__(self, **_settings: str) -> None:
        self.HOST = os.environ.get("HOST", "127.0.0.1")
        self.PORT = int(os.environ.get("PORT", "0"))
