"""People with their abilities: seen by those who lead, and changed as drafts of several at once.

What an agent can do is configuration (`people.config`): publishing, history and the way back are the
configuration's own.
"""
