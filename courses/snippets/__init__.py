"""What trainers keep beside pages: the question bank and the problems that learners report."""
