"""Tables of input files on their way into an office: one way for all areas, which only say what their columns are."""
