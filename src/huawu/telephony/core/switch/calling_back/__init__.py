"""Callers who are called back instead of waiting: how they ask for it, and how they are called."""
