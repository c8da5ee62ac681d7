"""Pure records and decisions of each area: no I/O, no clock, no store."""
