"""A stand-in for the whole nation: as many invented councils as the register has, with its mix of software and law."""
