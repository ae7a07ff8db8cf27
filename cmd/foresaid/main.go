// Command foresaid tracks forward-looking statements: it logs them, brings
// them back when they are due, and keeps the score.
package main

import (
	"context"
	"os"

	"foresaid/internal/cli"
)

func main() {
	os.Exit(cli.Run(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Environ()))
}
