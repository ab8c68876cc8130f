"""The subcommands of `heard`, one a file, each holding a click command named `command`."""
