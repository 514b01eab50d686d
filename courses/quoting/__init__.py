"""Where a standard or one of our words is quoted in what was released, and one release of all that quote it."""
