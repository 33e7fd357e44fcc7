"""The same acts for programs: JSON, server-sent events, and a description of both."""
