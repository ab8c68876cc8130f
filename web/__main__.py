"""`python -m web`: the `heard` command, for processes that `heard up` starts."""

from web.cli import main

main()
