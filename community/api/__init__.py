"""The doors for programs: JSON under /api/v1, described by what the code says of itself."""
