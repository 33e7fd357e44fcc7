"""People: cases, the operators who take them, the console, and the record of who did what. It knows no channel."""
