"""What a report says of itself on its first page, one module per question."""
