"""Cases (工单): what a customer wants of us and what we do about it, from received to closed.

Nouns: *case*, *step* (what takes a case on in its life), *type* (a tree under enquiry, complaint, suggestion
and business, each with a form), *promise* (how soon, on whose working hours; it stands still while the
customer is waited for). Knows customers and contacts by id only. Never closes anything by itself: the clock
tells people.
"""
