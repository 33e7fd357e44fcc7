"""The ground that every part stands on: settings, storage, content, contracts.
It imports libraries and `language`, never a sibling above it."""
