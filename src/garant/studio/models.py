"""Private to this room: the doors are `actions` and `queries`."""
