"""Pages of the uses: form, action, redirect."""
