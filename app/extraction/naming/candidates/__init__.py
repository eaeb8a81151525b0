"""Other names that a doubtful value may deserve: generators propose them, a fitted ranking orders them."""
