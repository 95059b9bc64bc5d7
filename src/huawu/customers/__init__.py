"""Customers: whom we serve, people and companies. How they are reached, what is known of them, to whom they
belong; found by any of it (docs/customers.md).

Nouns: *customer*, *number* (E.164), *record* (all that is written down), *relation*, *merge*. Never decides
that a caller *is* a customer: it says who it may be, and a number that two customers share gives both.
"""
