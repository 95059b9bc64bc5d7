"""Switchboard: whom the house can reach, and how one finds them: the directory.

Nouns: *entry* (a person, room, department or outside number), *directory* (all of them), *own entry* (kept
by the administrator; the others come from agents, extensions and ring groups).
Never calls anybody: it says where an entry is reached, and telephony does the rest.
"""
