"""What a paper says, written down by hand, and how a reading is held against it."""
