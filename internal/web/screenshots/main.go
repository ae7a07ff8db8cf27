// Command screenshots takes pictures of the pages, filled with the demo data:
// the README's into .docs, or, with -all, every page in every width, colour
// scheme and language, to look them over; or, with -icons, makes the PNG icons
// of internal/web/assets out of icon.svg. It drives the built binary in a
// headless Chromium.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
)

func main() {
	binary := flag.String("binary", "bin/foresaid", "the program to take pictures of")
	out := flag.String("out", ".docs", "the folder to write to")
	all := flag.Bool("all", false, "take every page at every width, in every scheme and language, to its end")
	only := flag.String("only", "", "take only the pictures whose name contains this")
	draw := flag.Bool("icons", false, "make the PNG icons anew, and take no pictures")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	var err error
	if *draw {
		err = drawIcons(ctx, "internal/web/assets")
	} else {
		err = run(ctx, *binary, *out, *only, *all)
	}
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "screenshots:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, binary, out, only string, all bool) error {
	chromium, err := browserPath()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	site, err := serveDemo(ctx, binary)
	if err != nil {
		return err
	}
	defer site.stop()
	cam, err := newCamera(ctx, chromium, site.url)
	if err != nil {
		return err
	}
	defer cam.close()

	pages, err := findPages(cam)
	if err != nil {
		return err
	}
	shots := forReadme(pages)
	if all {
		shots = everything(pages)
	}
	for _, s := range shots {
		if !strings.Contains(s.name, only) {
			continue
		}
		picture, faults, err := cam.take(s)
		if err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		if err := os.WriteFile(filepath.Join(out, s.name+".png"), picture, 0o644); err != nil {
			return err
		}
		fmt.Printf("%-44s %4d kB  %s\n", s.name+".png", len(picture)/1000, strings.Join(faults, "; "))
	}
	return nil
}

// browserPath is where Chromium is: as the tests are told, or on the path.
func browserPath() (string, error) {
	if p := os.Getenv("FORESAID_TEST_CHROMIUM"); p != "" {
		return p, nil
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			return p, nil
		}
	}
	return "", fmt.Errorf("no Chromium; install one, or name it in FORESAID_TEST_CHROMIUM")
}
