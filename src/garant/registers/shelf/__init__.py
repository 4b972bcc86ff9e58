"""What every register shares: its rows, its page, its walls, its file in and out. A register is a `Shelf`, as data."""
