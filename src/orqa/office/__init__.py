"""The office: one service per area, the only code that reads or writes a store."""
