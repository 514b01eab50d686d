"""Pages of the studio about one conversation. Each asks first whether one may edit it."""
