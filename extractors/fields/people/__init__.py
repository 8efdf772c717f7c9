"""Who is in a report, and in what role."""
