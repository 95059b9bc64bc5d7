"""Rules about interactions, without I/O."""
