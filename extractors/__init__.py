"""READ: bytes in, Reading out. No network, no database, no clock, no Prefect."""
