"""Rules of the script library: scenes, what may stand in a line, versions, trials, how well a script does."""
