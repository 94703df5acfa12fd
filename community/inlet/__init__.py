"""The inlet: what members do on other sites of the group comes in here and counts."""
