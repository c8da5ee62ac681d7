"""Budgets (งบประมาณ): where each baht of a fiscal year stands, and by which posting it came there."""
