"""Whom the club invites to Apass: criteria that can be read, rounds that two people sign, answers in time."""
