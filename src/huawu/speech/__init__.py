"""Speech: what is said to people and what is heard from them.

Nouns: *prompt* (a fixed text with its rendered 8 kHz audio), *piece* (a prompt that is part of a number, a
date, an amount), *voice*, *transcript*. One port for text to speech, one for recognition; adapters behind
them.

It never knows a call, a queue or a person: others ask for a text or for the ids of prompts and play them.
"""
