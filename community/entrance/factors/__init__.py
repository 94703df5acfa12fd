"""What a member has besides the password: an app with codes, passkeys, recovery codes; and fresh proof."""
