"""Assessment: a record and a standard become a scorecard; pure, exact, explained."""
