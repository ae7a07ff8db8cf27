package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"foresaid/internal/article"
	"foresaid/internal/ledger"
	"foresaid/internal/tracker"
	"foresaid/internal/wording"
)

// captureJSON is what capture --json prints. Others rely on its names.
type captureJSON struct {
	Title       string          `json:"title"`
	Author      string          `json:"author"`
	Publisher   string          `json:"publisher"`
	PublishedOn *ledger.Date    `json:"published_on"`
	Lang        string          `json:"lang"`
	MainSpeaker string          `json:"main_speaker"`
	Candidates  []candidateJSON `json:"candidates"`
	TextSHA256  string          `json:"text_sha256"`
	Text        string          `json:"text"` // that offsets count the characters of
}

type candidateJSON struct {
	Quote      string         `json:"quote"`
	Start      int            `json:"start"`
	End        int            `json:"end"`
	Statement  string         `json:"statement"`
	Speaker    string         `json:"speaker"`
	SecondHand bool           `json:"second_hand"`
	Score      float64        `json:"score"`
	Because    []string       `json:"because"`
	Deadline   *deadlineJSON  `json:"deadline"` // null where none is stated
	Confidence confidenceJSON `json:"confidence"`
	Condition  string         `json:"condition"`
	SameAs     *int           `json:"same_as"` // index of the first that makes the same claim, or null
}

// captureFlags are what the command line says of an article.
type captureFlags struct {
	said, speaker, title, link, author, deadline, review, keep string
}

func (a *app) capture() *cobra.Command {
	var o captureFlags
	cmd := a.withJSON(&cobra.Command{
		Use: "capture FILE|URL|-", Args: cobra.ExactArgs(1),
		Short: "Find the claims in an article",
		Long: `Find the sentences of an article that look like predictions, each with a draft
of the claim. The article is a file (text, Markdown, HTML, SRT or VTT subtitles,
PDF), a link, or standard input with -.

Nothing is logged, unless --keep says which ones: by their numbers as printed.`,
		Example: `  foresaid capture talk.md
  foresaid capture https://example.org/interview --json
  foresaid capture talk.md --said 2024-04-24 --keep 1,3-5`,
	})
	f := cmd.Flags()
	f.StringVar(&o.keep, "keep", "", "log these, such as 1,3-5")
	f.StringVar(&o.said, "said", "", "day it was said, from which “next year” counts")
	f.StringVar(&o.speaker, "speaker", "", "who is meant where nobody is named")
	f.StringVar(&o.title, "title", "", "title of the source")
	f.StringVar(&o.link, "link", "", "link to the source")
	f.StringVar(&o.author, "author", "", "author of the source")
	f.StringVar(&o.deadline, "deadline", "", "deadline of what is kept and states none (default open)")
	f.StringVar(&o.review, "review-on", "", "day to look again at what is kept and open (default in a year)")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		numbers, err := numberList(o.keep)
		if err != nil {
			return err
		}
		read, err := a.article(cmd.Context(), args[0])
		if err != nil {
			return err
		}
		said, err := wording.ParseDate("said", o.said)
		if err != nil {
			return err
		}
		if !said.IsZero() {
			read.EventOn = said
		}
		for to, from := range map[*string]string{&read.Speaker: o.speaker, &read.Title: o.title, &read.Link: o.link, &read.Author: o.author} {
			if from != "" {
				*to = from
			}
		}
		if len(numbers) == 0 {
			return a.printFound(read)
		}
		return a.onDesk(func(cmd *cobra.Command, d *desk, _ []string) error {
			return a.keep(cmd.Context(), d, read, o, numbers)
		})(cmd, args)
	}
	return cmd
}

// article reads the article of a file, of standard input or behind a link.
func (a *app) article(ctx context.Context, from string) (article.Article, error) {
	if link := strings.ToLower(from); strings.HasPrefix(link, "http://") || strings.HasPrefix(link, "https://") {
		version, _ := buildVersion()
		return article.NewFetcher(article.FetchOptions{Version: version}).Fetch(ctx, from)
	}
	content, err := a.readFile(from, 32<<20)
	if err != nil {
		return article.Article{}, err
	}
	name := from
	if from == "-" {
		name = ""
	}
	return article.Read(article.Input{Name: name, Content: content})
}

// readFile reads a file, or standard input for "-".
func (a *app) readFile(from string, most int64) ([]byte, error) {
	in := a.in
	if from != "-" {
		file, err := os.Open(from) //nolint:gosec // the person who runs it names it
		if err != nil {
			return nil, ledger.Invalidf("file", "file_missing", "The file can't be read: %s", err)
		}
		defer file.Close()
		in = file
	}
	content, err := io.ReadAll(io.LimitReader(in, most+1))
	if err != nil {
		return nil, ledger.Invalidf("file", "file_missing", "The file can't be read: %s", err)
	}
	if int64(len(content)) > most {
		return nil, ledger.Invalidf("file", "file_too_large", "The file is larger than %d MB", most>>20)
	}
	return content, nil
}

// numberList reads "1,3-5".
func numberList(s string) ([]int, error) {
	var all []int
	for part := range strings.SplitSeq(strings.ReplaceAll(s, " ", ""), ",") {
		if part == "" {
			continue
		}
		from, to, span := strings.Cut(part, "-")
		if !span {
			to = from
		}
		first, err := strconv.Atoi(from)
		last, err2 := strconv.Atoi(to)
		if err != nil || err2 != nil || first < 1 || last < first || last-first > 1000 {
			return nil, ledger.Invalidf("keep", "keep_unreadable", "“%s” is not a list of numbers, such as 1,3-5", s)
		}
		for n := first; n <= last; n++ {
			all = append(all, n)
		}
	}
	return all, nil
}

func (a *app) printFound(read article.Article) error {
	said := read.EventOn
	if said.IsZero() {
		said = read.PublishedOn
	}
	found := wording.FindClaims(wording.Text{Passages: read.Passages(), Said: said, Speaker: read.Speaker, Author: read.Author})
	if a.json {
		return a.printJSON(captureOf(read, found))
	}
	a.printf("%s\n", read.Title)
	for _, row := range [][2]string{{"author", read.Author}, {"publisher", read.Publisher}, {"published", read.PublishedOn.String()}, {"speaker", read.Speaker}} {
		a.printRow(row[0], row[1])
	}
	for i, c := range found {
		a.printCandidate(i+1, c)
	}
	if len(found) == 0 {
		a.printf("No sentence looks like a prediction.\n")
	}
	return nil
}

func (a *app) printCandidate(number int, c wording.Candidate) {
	a.printf("\n%3d  %s\n", number, c.Statement)
	if c.SameAs >= 0 {
		a.printf("     the same as %d\n", c.SameAs+1)
	}
	who := c.Speaker
	if who != "" && c.SecondHand {
		who += " (reported)"
	}
	var deadline string
	if c.HasDeadline() {
		deadline = deadlineText(c.Deadline.Ledger(ledger.Stated))
	}
	for _, row := range [][2]string{
		{"speaker", who}, {"deadline", deadline}, {"if", c.Condition}, {"because", strings.Join(c.Because, ", ")},
	} {
		if row[1] != "" {
			a.printf("     %-12s%s\n", row[0], row[1])
		}
	}
	if c.Confidence.Scored() || c.Confidence.Words != "" {
		a.printf("     %-12s%s\n", "confidence", confidenceText(c.Confidence))
	}
}

func captureOf(read article.Article, found []wording.Candidate) captureJSON {
	out := captureJSON{
		Title: read.Title, Author: read.Author, Publisher: read.Publisher, PublishedOn: dateOf(read.PublishedOn), Lang: read.Lang,
		MainSpeaker: read.Speaker, Candidates: []candidateJSON{}, TextSHA256: ledger.SumText(read.Text), Text: read.Text,
	}
	for _, c := range found {
		one := candidateJSON{
			Quote: c.Quote, Start: c.Start, End: c.End, Statement: c.Statement, Speaker: c.Speaker, SecondHand: c.SecondHand,
			Score: c.Score, Because: append([]string{}, c.Because...), Condition: c.Condition,
			Confidence: confidenceOf(c.Confidence),
		}
		if one.Confidence.Basis == "" {
			one.Confidence.Basis = ledger.NoConfidence
		}
		if c.HasDeadline() {
			d := deadlineOf(c.Deadline.Ledger(ledger.Stated))
			one.Deadline = &d
		}
		if c.SameAs >= 0 {
			one.SameAs = &c.SameAs
		}
		out.Candidates = append(out.Candidates, one)
	}
	return out
}

// keep logs the sentences with the given numbers.
func (a *app) keep(ctx context.Context, d *desk, read article.Article, o captureFlags, numbers []int) error {
	h, err := d.HeadOf(ctx, read)
	if err != nil {
		return err
	}
	if o.deadline != "" {
		h.Deadline = o.deadline
	}
	if o.review != "" {
		h.ReviewOn = o.review
	}
	logged, err := d.LogFound(ctx, d.user, read, h, numbers)
	var wrong tracker.SentenceProblems
	if errors.As(err, &wrong) {
		var all []error
		for _, n := range slices.Sorted(maps.Keys(wrong)) {
			all = append(all, fmt.Errorf("%d: %w", n, wrong[n]))
		}
		return errors.Join(all...)
	}
	if err != nil {
		return err
	}
	var lines []ledger.ClaimLine
	for _, s := range logged.Desk.Sentences {
		if s.ClaimID == "" {
			continue
		}
		line, err := d.store.Claim(ctx, s.ClaimID)
		if err != nil {
			return err
		}
		lines = append(lines, line)
	}
	if a.json {
		return a.printJSON(claimsOf(lines))
	}
	for _, line := range lines {
		a.printf("%s  %s\n", line.PublicID, line.Statement)
	}
	return nil
}
