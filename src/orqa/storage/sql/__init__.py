"""Stores on SQL databases: what engines share; each engine brings a dialect and its connections."""
