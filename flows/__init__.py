"""Bring in: the only room that knows Prefect, the network and the command line."""
