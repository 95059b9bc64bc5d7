"""What is recorded, when it pauses, and what the caller agreed to."""
