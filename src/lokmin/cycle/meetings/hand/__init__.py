"""The hall from the side of its people: the door, PIN, attendance and signature, the queue of speakers, the phone."""
