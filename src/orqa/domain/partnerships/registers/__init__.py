"""Registers of agreements as universities publish them: read cell by cell, and written again (ทะเบียนข้อตกลงที่เผยแพร่)."""
