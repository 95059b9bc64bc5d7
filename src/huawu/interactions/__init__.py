"""Interactions: one customer's contact on any channel, and what is kept of it.

Nouns: interaction, segment (one party's interval in one role), recording, wrap-up. The ledger of segments
is immutable and holds ids and times only; every figure is computed from it. Never decides who is served
next (that is routing) and never speaks to a phone (that is telephony).
"""
