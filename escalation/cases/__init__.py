"""A case is a period of people's attention to one conversation: opened, claimed, handed back, closed."""
