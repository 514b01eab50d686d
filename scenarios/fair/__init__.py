"""What makes scores fair, decided plainly: who scores twice, which score counts, what is read first, who may mark."""
