"""What is needed of staff, tools and goods."""
