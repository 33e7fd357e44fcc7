"""Conversations and what was said in them: the inbox, the turn's claim, the outbox, the transcript."""
