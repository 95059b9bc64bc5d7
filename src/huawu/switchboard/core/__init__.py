"""Rules about the directory, without I/O."""
