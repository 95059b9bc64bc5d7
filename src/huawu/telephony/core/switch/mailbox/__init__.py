"""Voice mail: who leaves a message, and who listens to it."""
