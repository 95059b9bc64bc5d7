"""What flows can ask of the world: other systems by HTTPS (`web`), customers and letters (`house`)."""
