"""The common data set of quality assurance in files and in the office (ข้อมูลพื้นฐานร่วม)."""
