"""The telephones of the house: extensions, ring groups, places to park, wishes, lamps."""
