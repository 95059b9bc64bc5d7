"""Switchboard: whom the house can reach, how one finds them, and what is told to those who are away.

Nouns: *entry* (a person, room, department or outside number), *directory* (all of them), *own entry* (kept
by the administrator; the others come from agents, extensions and ring groups), *slip* (a message that was
taken for somebody: read back, delivered, acknowledged). Never calls anybody: it says where an entry is
reached, and telephony does the rest.
"""
