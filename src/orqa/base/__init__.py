"""Values that every layer speaks: ids, money, dates, Thai text, citations, findings, errors."""
