"""A stand-in for council sites, and invented reports of invented councils."""
