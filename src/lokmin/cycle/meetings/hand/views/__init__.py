"""Pages of the hall: the door, the phone, the secretary's room, paper sheets and photos."""
