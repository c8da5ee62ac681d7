"""The neutral model of reports and tables; no output format."""
