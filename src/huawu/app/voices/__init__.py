"""How the house hears and speaks, over HTTP: what there is, how engines do, and trying a plan before it is
in force. Plans themselves are configuration of kind `speech`."""
