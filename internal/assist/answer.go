package assist

import (
	"encoding/json"
	"errors"
	"io"
	"strings"
)

// item is one claim as the model told it. Everything in it is a guess.
type item struct {
	quote, statement, speaker         string
	deadline, confidence, condition   string
	topics                            []string
	secondHand, saysWhetherSecondHand bool
}

const (
	mostItems = 100 // of one answer
	mostTries = 50  // places in an answer that look like the start of JSON
)

// readAnswer takes the claims out of an answer, whatever stands around them:
// thoughts, a fence, another object. whole tells that there was JSON and that
// it had an end.
func readAnswer(content string) (items []item, whole bool) {
	if at := strings.LastIndex(content, "</think>"); at >= 0 {
		content = content[at:]
	}
	for rest, tries := content, 0; tries < mostTries && len(items) < mostItems; {
		at := strings.IndexByte(rest, '{')
		if at < 0 {
			break
		}
		rest = rest[at:]
		decoder := json.NewDecoder(strings.NewReader(rest))
		var fields map[string]any
		if err := decoder.Decode(&fields); err == nil && fields["quote"] != nil {
			items = append(items, itemOf(fields))
			rest = rest[decoder.InputOffset():]
			continue
		}
		rest = rest[1:] // what it wraps
		tries++
	}
	return items, hasEnd(content)
}

// hasEnd tells whether the first JSON in an answer is complete.
func hasEnd(content string) bool {
	for range mostTries {
		at := strings.IndexAny(content, "{[")
		if at < 0 {
			return false
		}
		var value any
		err := json.NewDecoder(strings.NewReader(content[at:])).Decode(&value)
		if err == nil || errors.Is(err, io.ErrUnexpectedEOF) {
			return err == nil
		}
		content = content[at+1:]
	}
	return false
}

func itemOf(fields map[string]any) item {
	text := func(name string) string {
		s, _ := fields[name].(string)
		return s
	}
	it := item{
		quote: text("quote"), statement: text("statement"), speaker: text("speaker"),
		deadline: text("deadline"), confidence: text("confidence"), condition: text("condition"),
	}
	it.secondHand, it.saysWhetherSecondHand = fields["second_hand"].(bool)
	topics, _ := fields["topics"].([]any)
	for _, t := range topics {
		if s, ok := t.(string); ok {
			it.topics = append(it.topics, s)
		}
	}
	return it
}
