"""Pages of a consultation, by the hand that opens them."""
