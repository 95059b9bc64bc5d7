"""Conversations of more than two: ad hoc, booked, and going on without the customer."""
