"""Customers: whom we serve. Name, level, language, notes and phone numbers; found by any of them.

Nouns: *customer*, *number* (E.164). Never decides that a caller *is* a customer: it says who it may be, and a
number that two customers share gives both.
"""
