"""Nouns of cases that cross the door. Times are microseconds UTC."""

TOPS = ("enquiry", "complaint", "suggestion", "business")
"""The tops of the tree of types: 咨询, 投诉, 建议, 业务."""
ESCALATED_TO = ("owner", "leader", "manager")
