"""How activities are watched; who supports them."""
