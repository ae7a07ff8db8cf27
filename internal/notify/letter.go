package notify

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	htmltemplate "html/template"
	"strings"
	texttemplate "text/template"
	"time"

	"foresaid/internal/ledger"
	"foresaid/internal/locale"
	"foresaid/internal/tracker"
	"foresaid/templates"
)

// Message is what is handed over, in the form of each channel.
type Message struct {
	ID       string // the same for each attempt
	Kind     string // digest, trouble or test
	Language string
	At       time.Time // when it was made
	Subject  string
	Text     string // mail
	HTML     string // mail
	Short    string // chat
	Event    []byte // webhook: JSON
}

// letter is what the templates of mails show.
type letter struct {
	L        *locale.Locale
	Sentence string
	Lede     string
	Count    int // of the claims, listed or not
	Groups   []group
	More     string // how many are not listed
	Queue    string // link to all that is due, or empty
	Foot     string
}

// group is claims under a heading.
type group struct {
	Heading string
	Claims  []claim
}

// claim is one claim of a letter.
type claim struct {
	ledger.ClaimLine
	About string // who said it, by when, and how long it has waited
	Lang  string // of the statement
	Link  string // where it is judged, or empty
	Page  string // of the claim, or empty
}

// event is the JSON of a webhook.
type event struct {
	Event     string       `json:"event"`
	ID        string       `json:"id"`
	At        string       `json:"at"`
	Recipient string       `json:"recipient"`
	Sentence  string       `json:"sentence"`
	URL       string       `json:"url,omitempty"`
	Digest    *digestEvent `json:"digest,omitempty"`
	Trouble   any          `json:"trouble,omitempty"`
}

type digestEvent struct {
	Day    string       `json:"day"`
	New    int          `json:"new"`
	Again  int          `json:"again"`
	Listed []claimEvent `json:"claims"` // the new ones first
	More   int          `json:"more"`   // not listed
}

type claimEvent struct {
	ID        string `json:"id"`
	Statement string `json:"statement"`
	Speaker   string `json:"speaker"`
	Deadline  string `json:"deadline,omitempty"` // its last day
	DueOn     string `json:"due_on"`
	New       bool   `json:"new"`
	URL       string `json:"url,omitempty"`
}

const (
	mostChatted = 10  // claims in a chat
	mostRunes   = 140 // of a statement there
)

// errNothingLeft says that all that a digest told of has been handled.
var errNothingLeft = errors.New("nothing is left to tell")

// letters are the templates of mails, by language.
type letters struct {
	html map[string]*htmltemplate.Template
	text map[string]*texttemplate.Template
}

func newLetters() (*letters, error) {
	l := &letters{map[string]*htmltemplate.Template{}, map[string]*texttemplate.Template{}}
	for _, in := range locale.All() {
		funcs := map[string]any{"t": in.T}
		html, err := htmltemplate.New("letter.html").Funcs(funcs).ParseFS(templates.FS, "mail/letter.html")
		if err != nil {
			return nil, fmt.Errorf("templates: %w", err)
		}
		text, err := texttemplate.New("letter.txt").Funcs(funcs).ParseFS(templates.FS, "mail/letter.txt")
		if err != nil {
			return nil, fmt.Errorf("templates: %w", err)
		}
		l.html[in.Tag()], l.text[in.Tag()] = html, text
	}
	return l, nil
}

// message writes what a delivery tells.
func (n *Notifier) message(ctx context.Context, r Recipient, d ledger.Delivery) (Message, error) {
	l := r.locale()
	switch d.Kind {
	case ledger.TestDelivery:
		return n.write(letter{L: l, Sentence: l.T("mail.test"), Lede: l.T("mail.test_lede", "name", r.Name)}, r, d, event{})
	case ledger.TroubleDelivery:
		trouble, err := n.Tracker.TroubleOf(d)
		if err != nil {
			return Message{}, err
		}
		return n.trouble(r, d, trouble)
	}
	digest, err := n.Tracker.Digest(d)
	if err != nil {
		return Message{}, err
	}
	return n.digest(ctx, r, d, digest)
}

func (n *Notifier) trouble(r Recipient, d ledger.Delivery, trouble tracker.Trouble) (Message, error) {
	l := r.locale()
	lede := l.T("mail.trouble_retried", "since", l.Time(trouble.Since.In(n.Tracker.Now().Location())), "error", trouble.Error)
	if trouble.GivenUp {
		lede = l.T("mail.trouble_given_up", "since", l.Time(trouble.Since.In(n.Tracker.Now().Location())), "error", trouble.Error)
	}
	w := letter{L: l, Sentence: l.T("mail.trouble", "channel", l.T("mail.channel."+string(trouble.Channel))), Lede: lede}
	return n.write(w, r, d, event{Trouble: trouble})
}

func (n *Notifier) digest(ctx context.Context, r Recipient, d ledger.Delivery, digest tracker.Digest) (Message, error) {
	l, today := r.locale(), n.Tracker.Today()
	firsts := map[int64]bool{}
	for i, id := range digest.Listed {
		firsts[id] = i < digest.New
	}
	lines, err := n.Tracker.DigestClaims(ctx, &digest)
	if err != nil {
		return Message{}, err
	}
	if digest.Count() == 0 {
		return Message{}, errNothingLeft
	}
	more := digest.Count() - len(lines)
	about := &digestEvent{Day: digest.Day.String(), New: digest.New, Again: digest.Again, Listed: []claimEvent{}, More: more}
	var fresh, again []claim
	for _, line := range lines {
		c := claim{ClaimLine: line, About: n.about(l, line, today), Lang: langOf(line.Statement)}
		if n.PublicURL != "" {
			token, err := n.Tracker.SignAnswer(ctx, tracker.Answer{ClaimID: line.PublicID, Recipient: r.Name, Until: d.MadeAt.Add(n.LinkFor)})
			if err != nil {
				return Message{}, err
			}
			c.Link, c.Page = n.PublicURL+"/answer/"+token, n.PublicURL+"/claims/"+line.PublicID
		}
		about.Listed = append(about.Listed, claimEvent{
			ID: line.PublicID, Statement: line.Statement, Speaker: line.SpeakerName, Deadline: line.Deadline.To.String(),
			DueOn: line.DueOn.String(), New: firsts[line.ID], URL: c.Page,
		})
		if firsts[line.ID] {
			fresh = append(fresh, c)
		} else {
			again = append(again, c)
		}
	}
	w := letter{L: l, Count: digest.Count(), Sentence: l.Title(l.T("due.sentence", "n", digest.Count(), "count", l.Spell(digest.Count()))), Lede: l.T("due.lede", "n", digest.Count())}
	if len(fresh) > 0 {
		w.Groups = append(w.Groups, group{l.T("mail.new"), fresh})
	}
	if len(again) > 0 {
		w.Groups = append(w.Groups, group{l.T("mail.again"), again})
	}
	if more > 0 {
		w.More = l.T("mail.more", "n", more)
	}
	if n.PublicURL != "" {
		w.Foot = l.T("mail.links_hold", "days", l.Days(int(n.LinkFor/(24*time.Hour)))) + l.T("base.between_sentences")
	}
	w.Foot += l.T("mail.why", "name", r.Name)
	return n.write(w, r, d, event{Digest: about})
}

// about says who said it, by when, and how long it has waited.
func (n *Notifier) about(l *locale.Locale, c ledger.ClaimLine, today ledger.Date) string {
	parts := []string{c.SpeakerName, l.Deadline(c.Deadline)}
	if c.Deadline.PassedBy(today) {
		parts = append(parts, l.T("claim.overdue_by", "days", l.Days(today.DaysSince(c.Deadline.To))))
	} else {
		parts = append(parts, l.T("claim.to_review_since", "when", l.Relative(c.DueOn, today)))
	}
	return strings.Join(parts, " · ")
}

// write puts a letter into the forms of all channels.
func (n *Notifier) write(w letter, r Recipient, d ledger.Delivery, e event) (Message, error) {
	if n.PublicURL != "" {
		w.Queue = n.PublicURL + "/"
	}
	tag := w.L.Tag()
	m := Message{
		ID: d.PublicID, Kind: string(d.Kind), Language: tag, At: d.MadeAt, Short: short(w),
		Subject: "Foresaid" + w.L.T("base.colon") + w.Sentence,
	}
	var html, text bytes.Buffer
	if err := n.letters.html[tag].Execute(&html, w); err != nil {
		return m, err
	}
	if err := n.letters.text[tag].Execute(&text, w); err != nil {
		return m, err
	}
	m.HTML, m.Text = html.String(), text.String()
	e.Event, e.ID, e.At, e.Recipient, e.Sentence, e.URL = m.Kind, m.ID, d.MadeAt.UTC().Format(time.RFC3339), r.Name, w.Sentence, w.Queue
	var err error
	m.Event, err = json.Marshal(e)
	return m, err
}

// short is a letter for a chat: fewer claims, cut, and their pages instead of
// signed links, since others may read along.
func short(w letter) string {
	var b strings.Builder
	b.WriteString(w.Sentence + "\n" + w.Lede + "\n")
	listed := 0
	for _, g := range w.Groups {
		for _, c := range g.Claims {
			if listed == mostChatted {
				break
			}
			listed++
			statement := []rune(c.Statement)
			if len(statement) > mostRunes {
				statement = append(statement[:mostRunes-1], '…')
			}
			b.WriteString("\n• " + string(statement) + " (" + c.About + ")")
			if c.Page != "" {
				b.WriteString("\n  " + c.Page)
			}
		}
	}
	if more := w.Count - listed; more > 0 {
		b.WriteString("\n\n" + w.L.T("mail.more", "n", more))
	}
	if w.Queue != "" {
		b.WriteString("\n\n" + w.Queue)
	}
	return strings.TrimSpace(b.String())
}

// langOf is the language of a statement for the lang attribute.
func langOf(text string) string {
	for _, r := range text {
		if r >= 0x4e00 && r <= 0x9fff {
			return "zh"
		}
	}
	return "en"
}
