// Package assist lets a language model add to the drafts of claims that the
// rules of package wording made of a text, and sharpen them. It speaks to any
// server with the chat interface of OpenAI, also a local one.
//
// Nothing the model says is taken on trust. These checks keep it to the text:
//
//  1. A quote must occur in the text, white space and the forms of quotation
//     marks aside; what is kept is the text's own spelling with its place. An
//     answer without one is dropped.
//  2. A speaker must be named in the text, or be its known speaker or author.
//  3. The words of a deadline, of a confidence and of a condition must stand in
//     the paragraph of the quote. Dates and odds are always worked out from
//     those words by package wording, never taken from the model.
//  4. A statement has no number that is neither in the text nor in the
//     deadline's dates.
//  5. Fields are one line each, cut to what the ledger keeps, without control
//     characters; nothing in them is markup.
//
// What fails a check is left out, and the draft of the rules stays. So an
// article that talks to the model ("ignore the above and …") can at worst
// cause a bad draft, marked as the model's, which a person sees and skips: the
// model has no tools, writes nothing, and is shown nothing but the article and
// the topics in use.
package assist

import (
	"context"
	"strings"
	"time"

	"github.com/sashabaranov/go-openai"
	"golang.org/x/sync/errgroup"

	"foresaid/internal/ledger"
	"foresaid/internal/wording"
)

// Options are what a Drafter is made of. Zero numbers stand for the defaults.
type Options struct {
	Endpoint string        // as CheckEndpoint accepts it: "http://127.0.0.1:11434/v1"
	Model    string        // by the name that the server has for it
	Key      string        // sent as a Bearer token; "" for a server that wants none
	Timeout  time.Duration // how long one answer may take; 60 s
	Chunk    int           // how many characters of a text are sent at a time; 6,000
	Most     int           // how many characters of a text are sent altogether; 60,000
}

const (
	defaultTimeout = time.Minute
	defaultChunk   = 6_000
	defaultMost    = 60_000
	atATime        = 4 // requests on the way for one text
)

// Drafter asks one model. It can be used by several goroutines at once. The key
// is inside its functions, where printing it does not reach.
type Drafter struct {
	send    func(context.Context, openai.ChatCompletionRequest) (openai.ChatCompletionResponse, error)
	redact  func(string) string // takes the key out of what a server says
	model   string
	timeout time.Duration
	chunk   int
	most    int
}

// New returns a Drafter. It sends nothing yet. Errors are Invalid, at the
// fields "assist.endpoint" and "assist.model".
func New(o Options) (*Drafter, error) {
	u, wrong := parseEndpoint(o.Endpoint)
	if wrong != nil {
		return nil, wrong.At("assist.endpoint")
	}
	if strings.TrimSpace(o.Model) == "" {
		return nil, ledger.Invalidf("assist.model", "assist_model_missing", "Name the language model to ask")
	}
	config := openai.DefaultConfig(o.Key)
	config.BaseURL = u.String()
	config.HTTPClient = newClient(u.Scheme)
	d := &Drafter{
		send: openai.NewClientWithConfig(config).CreateChatCompletion, redact: strings.Clone,
		model: strings.TrimSpace(o.Model), timeout: o.Timeout, chunk: o.Chunk, most: o.Most,
	}
	if o.Key != "" {
		d.redact = strings.NewReplacer(o.Key, "***").Replace
	}
	if d.timeout <= 0 {
		d.timeout = defaultTimeout
	}
	if d.chunk <= 0 {
		d.chunk = defaultChunk
	}
	if d.most <= 0 {
		d.most = defaultMost
	}
	return d, nil
}

// Sharpen returns the candidates found in a text with what the model adds, in
// the order of the text; what it had a hand in is marked as Assisted. found
// stays as it is.
//
// The candidates are good also beside an error, which says what of the model
// is missing: all of it, if nothing was added, or a part. Errors are
// Unavailable, and hold neither the key nor the text.
func (d *Drafter) Sharpen(ctx context.Context, text wording.Text, found []wording.Candidate) ([]wording.Candidate, error) {
	t := newReader(text)
	chunks, characters, rest := t.chunks(d.chunk, d.most)
	m := newMerger(t, found)
	if len(chunks) == 0 {
		return m.candidates(), nil
	}
	// The first one goes alone: it shows whether the server answers, and what it does not understand.
	answers := make([][]item, len(chunks))
	errs := make([]error, len(chunks))
	var how manner
	if answers[0], how, errs[0] = d.ask(ctx, t.prompt(chunks[0], found), manner{json: true, cold: true}); errs[0] == nil || len(answers[0]) > 0 {
		var group errgroup.Group
		group.SetLimit(atATime)
		for i := 1; i < len(chunks); i++ {
			group.Go(func() error {
				answers[i], _, errs[i] = d.ask(ctx, t.prompt(chunks[i], found), how)
				return nil // the others go on
			})
		}
		_ = group.Wait() // errs has them
	}
	var failed error
	for i, c := range chunks {
		for _, it := range answers[i] {
			m.add(c, it)
		}
		if failed == nil {
			failed = errs[i]
		}
	}
	if failed == nil && rest {
		failed = ledger.Errorf(ledger.Unavailable, "assist_partly", "The text is long: only its first %d characters went to the language model", characters)
	}
	return m.candidates(), failed
}
