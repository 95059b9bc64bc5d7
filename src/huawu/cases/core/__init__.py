"""Rules of cases: their life, their priority, their clock, their forms."""
