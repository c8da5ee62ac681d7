"""The office as an organization (โครงสร้างหน่วยงาน): who it is and under which rules it works."""
