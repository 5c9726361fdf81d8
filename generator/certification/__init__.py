"""Certification: scorecards, decisions and a day become certificates, status and history; pure."""
