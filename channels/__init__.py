"""How words travel: one package a channel, one contract. A channel decides nothing about what is said."""
