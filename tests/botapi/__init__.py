"""A Bot API server of our own, over real HTTP: what a bot meets at Telegram, with phones that a test can operate.
It keeps all in memory, serves one bot, and is no place for real messages."""
