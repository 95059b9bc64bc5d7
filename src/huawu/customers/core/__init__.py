"""Rules about customers, without I/O."""
