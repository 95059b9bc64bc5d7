"""Huawu (话务): a whole call centre and switchboard. Each folder is a room, its `__init__` its card."""
