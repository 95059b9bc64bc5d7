"""Accounts of agents over HTTP: hired, given passwords, let go once their call is over, taken back."""
