"""Who may enter: operators, their passwords and their sessions."""
