"""Release: compile what is ready, say everything that is wrong, and freeze the rest into versions and an edition."""
