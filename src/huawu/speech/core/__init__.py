"""Pure parts of speech: reading numbers aloud, sound as arrays, composed music, where an utterance ends."""
