"""Telegram: updates come in by polling or by webhook, messages go out by the Bot API.
It decides nothing about what is said, and takes no name, user name or phone number out of an update."""

NAME = "telegram"
