"""What vendors are asked about the AI in their products, and what they answered."""
