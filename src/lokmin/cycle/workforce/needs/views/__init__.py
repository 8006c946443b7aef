"""Pages and posts of the part."""
