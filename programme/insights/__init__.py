"""What programme managers see of the club: tiers, spending, categories, cohorts, and who is behind them."""
