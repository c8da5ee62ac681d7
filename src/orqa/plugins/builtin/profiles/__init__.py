"""Profiles that ship with orqa: national, thai-public-university, example-abroad."""
