"""How an official paper stands on its page, as data that a renderer for DOCX, PDF or text takes; no output format."""
