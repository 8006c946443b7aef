"""The joint calendar of the office: activities, meetings, leave; what clashes; vehicles and rooms (S1-25)."""
