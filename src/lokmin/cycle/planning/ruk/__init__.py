"""What is asked for the coming year."""
