"""What a safeguarding lead does with alerts. In: alerts that intake raised, and the lead's decisions.
Out: alerts most urgent first against a clock, what was done, and holds that keep raw words. `clock.yml` holds the days."""
