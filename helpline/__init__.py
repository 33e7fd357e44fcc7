"""The running service: the turn, the delivery, the processes. It may import every part; nobody imports it."""
