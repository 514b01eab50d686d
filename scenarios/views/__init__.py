"""Pages of the practice room: who, which, may they, do it, where next."""
