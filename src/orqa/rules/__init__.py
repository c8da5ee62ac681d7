"""Rules as data: dated, cited parameters of profiles, and decisions that cite what they rest on."""
