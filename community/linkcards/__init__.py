"""Pages of elsewhere that members lead to: looked at once, and shown by what they say of themselves."""
