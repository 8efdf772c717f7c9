"""A warehouse as large as the whole country's, made of the project's own papers many times over."""
