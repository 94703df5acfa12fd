"""Coming in by an account that a member has elsewhere, such as the mall's: OpenID Connect, off by default."""
