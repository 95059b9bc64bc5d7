"""Rules of the desk: who may be calling, and what the day's figures mean."""
