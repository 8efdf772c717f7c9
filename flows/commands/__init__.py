"""One module per command: parse, call, print. Each has a function `main`, whose signature is the command's."""
