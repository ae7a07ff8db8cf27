package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"time"
)

// site is the program serving the demo data from a folder of its own.
type site struct {
	url    string
	server *exec.Cmd
	folder string
}

// zone keeps the pictures the same on every machine.
const zone = "UTC"

var served = regexp.MustCompile(`https?://[0-9a-z.:\[\]]+`)

// serveDemo fills a new database and serves it on a free port.
func serveDemo(ctx context.Context, binary string) (*site, error) {
	binary, err := filepath.Abs(binary)
	if err != nil {
		return nil, err
	}
	s := &site{}
	if s.folder, err = os.MkdirTemp("", "foresaid-screenshots-"); err != nil {
		return nil, err
	}
	program := func(args ...string) *exec.Cmd {
		c := exec.CommandContext(ctx, binary, append(args, "--database", "sqlite:demo.db", "--timezone", zone)...)
		c.Dir = s.folder
		for _, kv := range os.Environ() { // the settings of whoever runs this stay out of it
			if !strings.HasPrefix(kv, "FORESAID_") {
				c.Env = append(c.Env, kv)
			}
		}
		c.Cancel = func() error { return c.Process.Signal(syscall.SIGTERM) }
		c.WaitDelay = 10 * time.Second
		return c
	}
	if said, err := program("demo").CombinedOutput(); err != nil {
		s.stop()
		return nil, fmt.Errorf("%s demo: %w\n%s", binary, err, said)
	}
	s.server = program("serve", "--address", "127.0.0.1:0")
	if err := s.start(); err != nil {
		s.stop()
		return nil, err
	}
	return s, nil
}

// start starts the server and waits until it says where it listens.
func (s *site) start() error {
	r, w, err := os.Pipe()
	if err != nil {
		return err
	}
	s.server.Stdout, s.server.Stderr = w, w
	if err := s.server.Start(); err != nil {
		return err
	}
	_ = w.Close() // the server has its own
	found := make(chan string, 1)
	go func() {
		defer close(found)
		lines := bufio.NewScanner(r)
		for lines.Scan() { // to the end, so that the server never waits for a reader
			if u := served.FindString(lines.Text()); u != "" {
				select {
				case found <- u:
				default:
				}
			}
		}
	}()
	select {
	case u, ok := <-found:
		if !ok {
			return fmt.Errorf("the server ended before it listened")
		}
		s.url = u
		return nil
	case <-time.After(30 * time.Second):
		return fmt.Errorf("the server did not say within 30 seconds where it listens")
	}
}

// stop ends the server and removes its folder.
func (s *site) stop() {
	if s.server != nil && s.server.Process != nil {
		_ = s.server.Cancel()
		_ = s.server.Wait()
	}
	_ = os.RemoveAll(s.folder)
}
