package notify

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"github.com/nicholas-fedor/shoutrrr/pkg/router"
)

// Chat sends to one chat or phone, by an address of shoutrrr's:
// "telegram://…", "ntfy://…".
type Chat struct{ Address string }

// CheckChat tells, with an error, if an address is not shoutrrr's. The error
// has none of the address in it.
func CheckChat(address string) error {
	_, err := new(router.ServiceRouter).Locate(address)
	return concealed(err, address)
}

// Send hands the short form of a message over. A service that does not answer
// is left behind.
func (c Chat) Send(ctx context.Context, m Message) error {
	service, err := new(router.ServiceRouter).Locate(c.Address)
	if err != nil {
		return concealed(err, c.Address)
	}
	done := make(chan error, 1)
	go func() {
		defer func() { // so many services, and none may end the server
			if p := recover(); p != nil {
				done <- fmt.Errorf("the service failed: %v", p)
			}
		}()
		done <- service.Send(m.Short, nil)
	}()
	select {
	case err := <-done:
		return concealed(err, c.Address)
	case <-ctx.Done():
		return timedOut(ctx, ctx.Err())
	}
}

var anyAddress = regexp.MustCompile(`[a-z][a-z0-9+.-]*://[^\s"'<>]+`)

// concealed is err without addresses and without the parts of this one, which
// are passwords as often as not.
func concealed(err error, address string) error {
	if err == nil {
		return nil
	}
	text := anyAddress.ReplaceAllString(strings.ReplaceAll(err.Error(), address, "***"), "***")
	for _, part := range parts(address) {
		text = strings.ReplaceAll(text, part, "***")
	}
	return errors.New(text)
}

// parts of an address that are long enough to be secret.
func parts(address string) []string {
	_, rest, _ := strings.Cut(address, "://")
	var found []string
	for _, part := range strings.FieldsFunc(rest, func(r rune) bool { return strings.ContainsRune("/:@?&=,#", r) }) {
		for _, p := range []string{part, unescaped(part)} {
			if len(p) >= 8 {
				found = append(found, p)
			}
		}
	}
	return found
}

func unescaped(s string) string {
	if u, err := url.PathUnescape(s); err == nil {
		return u
	}
	return s
}
