"""Leave (การลา): what was asked for and permitted, how it counts, and the accounts that it draws on."""
