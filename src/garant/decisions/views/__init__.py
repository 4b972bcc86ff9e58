"""Pages of the room: the treatments, and the decisions that rest on them."""
