package assist

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"regexp"
	"strings"
	"text/template"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"foresaid/internal/wording"
)

// reader is a text that is gone through.
type reader struct {
	wording.Text
	places  []place         // of the passages
	numbers map[string]bool // that occur
}

func newReader(t wording.Text) *reader {
	r := &reader{Text: t, numbers: map[string]bool{}}
	for _, p := range t.Passages {
		r.places = append(r.places, newPlace(p.Text))
		for _, n := range numbersOf(p.Text) {
			r.numbers[n] = true
		}
	}
	return r
}

var number = regexp.MustCompile(`\d+(?:[.,]\d+)*`)

// numbersOf lists the numbers of a text in one form: 10,000 and 10000 are one.
func numbersOf(text string) []string {
	found := number.FindAllString(norm.NFKC.String(text), -1)
	for i, n := range found {
		found[i] = strings.ReplaceAll(n, ",", "")
	}
	return found
}

// chunk is what is sent at a time: whole paragraphs, or a part of a long one.
type chunk struct {
	passages []int // that it has something of
	text     string
}

// between parts the paragraphs of a chunk.
const between = "\n\n"

// chunks parts the text into chunks of about size characters. The last
// paragraph of each is the first of the next, if it is no longer than a
// quarter of it, so that a sentence that leans on the one before still finds
// it there. They hold the first characters of the text, most at the utmost;
// rest tells that it has more than these.
func (r *reader) chunks(size, most int) (chunks []chunk, characters int, rest bool) {
	var now chunk
	used, again := 0, 0 // characters of now, and those of them that were in the chunk before
	var last struct {
		passage, length int
		text            string
	}
	put := func(passage int, text string, length int) {
		if now.text != "" {
			now.text += between
		}
		now.text += text
		now.passages = append(now.passages, passage)
		used += length
		last.passage, last.text, last.length = passage, text, length
	}
	flush := func() {
		if used > again {
			chunks = append(chunks, now)
		}
		now, used, again = chunk{}, 0, 0
	}
	for i, p := range r.Passages {
		for _, part := range parts(p.Text, size) {
			length := utf8.RuneCountInString(part)
			if characters+length > most {
				flush()
				return chunks, characters, true
			}
			if used > 0 && used+length > size {
				flush()
				if last.length <= size/4 && last.length+length <= size {
					put(last.passage, last.text, last.length)
					again = last.length
				}
			}
			put(i, part, length)
			characters += length
		}
	}
	flush()
	return chunks, characters, false
}

// parts cuts a paragraph that is longer than size, behind a sentence or, if
// there is none, a word.
func parts(text string, size int) []string {
	var all []string
	runes := []rune(text)
	for len(runes) > size {
		at := size
		for _, marks := range []string{".!?。！？", " "} {
			if i := lastOf(runes[:size], marks); i > size/2 {
				at = i + 1
				break
			}
		}
		all = append(all, string(runes[:at]))
		runes = runes[at:]
	}
	if strings.TrimSpace(string(runes)) != "" {
		all = append(all, string(runes))
	}
	return all
}

func lastOf(runes []rune, marks string) int {
	for i := len(runes) - 1; i >= 0; i-- {
		if strings.ContainsRune(marks, runes[i]) {
			return i
		}
	}
	return -1
}

// prompt is what is said to the model.
type prompt struct{ system, user string }

//go:embed prompt.txt
var promptText string

var prompts = template.Must(template.New("prompt").Parse(promptText))

const topicsTold = 100

// prompt makes the prompt for a chunk. The mark at the ends of what is data is
// taken from a hash of it, so that the text can't have it inside.
func (r *reader) prompt(c chunk, found []wording.Candidate) prompt {
	sum := sha256.Sum256([]byte(c.text))
	data := struct {
		Mark, Said, Speaker, Author, Text string
		Topics                            []string
		Found                             []wording.Candidate
	}{
		hex.EncodeToString(sum[:6]), r.Said.String(), cut(line(r.Speaker), longestName), cut(line(r.Author), longestName), c.text,
		r.Topics[:min(len(r.Topics), topicsTold)], nil,
	}
	for _, f := range found {
		for _, i := range c.passages {
			p := r.Passages[i]
			if p.Start <= f.Start && f.End <= p.Start+len(r.places[i].runes) {
				data.Found = append(data.Found, f)
				break
			}
		}
	}
	render := func(name string) string {
		var b strings.Builder
		if err := prompts.ExecuteTemplate(&b, name, data); err != nil {
			panic(err) // a slip in prompt.txt, which the tests run
		}
		return strings.TrimSpace(b.String())
	}
	return prompt{render("system"), render("user")}
}
