package notify

import (
	"context"
	"crypto/tls"
	"fmt"
	"net"
	netmail "net/mail"
	"strconv"
	"time"

	"github.com/wneessen/go-mail"
)

// MailServer is the SMTP server that takes our mail.
type MailServer struct {
	Address  string // host:port
	TLS      string // none, starttls or implicit
	User     string // empty: without a login
	Password string
	From     string // an address, or "Name <address>"

	Trust *tls.Config // nil: the machine's
}

// Mail sends to one address.
type Mail struct {
	Server MailServer
	To     string
}

// Send hands a mail to the server. Its Message-ID is that of the message, by
// which a mail that comes twice can be told.
func (m Mail) Send(ctx context.Context, message Message) error {
	from, err := netmail.ParseAddress(m.Server.From)
	if err != nil {
		return fmt.Errorf("sender %q: %w", m.Server.From, err)
	}
	if from.Name == "" {
		from.Name = "Foresaid"
	}
	msg := mail.NewMsg()
	msg.FromMailAddress(from)
	if err := msg.To(m.To); err != nil {
		return err
	}
	msg.Subject(message.Subject)
	msg.SetDateWithValue(message.At)
	msg.SetMessageIDWithValue(message.ID + "@" + domain(from.Address))
	msg.SetGenHeader("Auto-Submitted", "auto-generated")
	msg.SetGenHeader("Content-Language", message.Language)
	msg.SetBodyString(mail.TypeTextPlain, message.Text)
	msg.AddAlternativeString(mail.TypeTextHTML, message.HTML)
	client, err := m.Server.client(ctx)
	if err != nil {
		return err
	}
	return timedOut(ctx, client.DialAndSendWithContext(ctx, msg))
}

func (s MailServer) client(ctx context.Context) (*mail.Client, error) {
	host, port, err := net.SplitHostPort(s.Address)
	if err != nil {
		return nil, err
	}
	number, err := strconv.Atoi(port)
	if err != nil {
		return nil, err
	}
	options := []mail.Option{mail.WithPort(number), mail.WithoutNoop()}
	if end, ok := ctx.Deadline(); ok {
		options = append(options, mail.WithTimeout(max(time.Until(end), time.Millisecond)))
	}
	switch s.TLS {
	case "implicit":
		options = append(options, mail.WithSSL())
	case "starttls":
		options = append(options, mail.WithTLSPolicy(mail.TLSMandatory))
	default:
		options = append(options, mail.WithTLSPolicy(mail.NoTLS))
	}
	if s.Trust != nil {
		trust := s.Trust.Clone()
		trust.ServerName = host
		options = append(options, mail.WithTLSConfig(trust))
	}
	if s.User != "" {
		options = append(options, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(s.User), mail.WithPassword(s.Password))
	}
	return mail.NewClient(host, options...)
}

// domain is what follows the last @ of an address.
func domain(address string) string {
	for i := len(address) - 1; i >= 0; i-- {
		if address[i] == '@' {
			return address[i+1:]
		}
	}
	return "localhost"
}
