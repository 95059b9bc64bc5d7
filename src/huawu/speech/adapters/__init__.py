"""Engines behind the ports of speech: one folder or module each, all passing the same contract test."""
