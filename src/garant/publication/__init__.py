"""What is shown of the charter: its text, its versions, the evidence that it is applied."""
