"""Released results for commissioners, and the release itself for consultation leads.
In: frozen releases. Out: tables with their suppression marks, the method, and files to download."""
