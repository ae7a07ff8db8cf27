package assist

import (
	"context"
	"errors"
	"math"
	"net/http"
	"net/url"
	"strings"

	"github.com/sashabaranov/go-openai"

	"foresaid/internal/ledger"
)

// manner is what a request asks for that not every server understands.
type manner struct {
	json bool // the answer as a JSON object
	cold bool // temperature 0
}

// ask sends a prompt and reads the answer. A server that refuses a part of
// the manner is asked again without it; the manner it took is returned. Beside
// an error there may be the beginning of an answer that was cut off.
func (d *Drafter) ask(ctx context.Context, p prompt, how manner) ([]item, manner, error) {
	for {
		content, finish, err := d.complete(ctx, p, how)
		if next := how.without(err); next != how {
			how = next
			continue
		}
		if err != nil {
			return nil, how, d.failure(ctx, err)
		}
		items, whole := readAnswer(content)
		switch {
		case whole && finish != openai.FinishReasonLength:
			return items, how, nil
		case len(items) > 0:
			return items, how, ledger.Errorf(ledger.Unavailable, "assist_cut_off", "The language model's answer was cut off; some drafts may be missing")
		}
		return nil, how, unreadable()
	}
}

// complete makes one request.
func (d *Drafter) complete(ctx context.Context, p prompt, how manner) (content string, finish openai.FinishReason, err error) {
	ctx, cancel := context.WithTimeout(ctx, d.timeout)
	defer cancel()
	request := openai.ChatCompletionRequest{
		Model: d.model,
		Messages: []openai.ChatCompletionMessage{
			{Role: openai.ChatMessageRoleSystem, Content: p.system},
			{Role: openai.ChatMessageRoleUser, Content: p.user},
		},
	}
	if how.json {
		request.ResponseFormat = &openai.ChatCompletionResponseFormat{Type: openai.ChatCompletionResponseFormatTypeJSONObject}
	}
	if how.cold {
		request.Temperature = math.SmallestNonzeroFloat32 // the library leaves 0 out
	}
	response, err := d.send(ctx, request)
	if err == nil && len(response.Choices) == 0 {
		err = errNoChoice
	}
	if err != nil {
		if ctx.Err() != nil {
			err = ctx.Err() // whatever it broke
		}
		return "", "", err
	}
	return response.Choices[0].Message.Content, response.Choices[0].FinishReason, nil
}

var errNoChoice = errors.New("an answer without choices")

// without leaves out what a server, or the library on its behalf, refuses: the
// part that its message names, or all.
func (m manner) without(err error) manner {
	switch status := statusOf(err); {
	case err == nil || m == manner{}:
		return m
	case status == http.StatusBadRequest || status == http.StatusUnprocessableEntity || status == http.StatusNotImplemented:
	case status == 0 && strings.Contains(err.Error(), "beta-limitations") || errors.Is(err, openai.ErrReasoningSamplingUnsupported):
	default:
		return m
	}
	message := strings.ToLower(err.Error())
	switch {
	case m.cold && strings.Contains(message, "temperature"):
		m.cold = false
	case m.json && (strings.Contains(message, "response_format") || strings.Contains(message, "json_object")):
		m.json = false
	default:
		m = manner{}
	}
	return m
}

// statusOf is the HTTP status of a refusal, or 0.
func statusOf(err error) int {
	var api *openai.APIError
	var request *openai.RequestError
	switch {
	case errors.As(err, &api):
		return api.HTTPStatusCode
	case errors.As(err, &request):
		return request.HTTPStatusCode
	}
	return 0
}

// failure says for people why there is no answer. Its cause, for the log,
// repeats what the server said, without the key.
func (d *Drafter) failure(ctx context.Context, err error) error {
	cause := errors.New(cut(d.redact(ledger.Line(err.Error())), 300))
	var transport *url.Error
	var long *http.MaxBytesError
	switch status := statusOf(err); {
	case ctx.Err() != nil:
		return ledger.Errorf(ledger.Unavailable, "assist_stopped", "The language model was not waited for").Because(ctx.Err())
	case errors.Is(err, context.DeadlineExceeded):
		return ledger.Errorf(ledger.Unavailable, "assist_timeout", "The language model did not answer within %s", d.timeout).Because(context.DeadlineExceeded)
	case errors.As(err, &long):
		return ledger.Errorf(ledger.Unavailable, "assist_too_long", "The language model's answer is too long").Because(cause)
	case errors.Is(err, errPlain):
		return plain(ledger.Unavailable).Because(cause)
	case errors.Is(err, errMoved):
		return ledger.Errorf(ledger.Unavailable, "assist_moved", "The language model's address leads elsewhere; set the one it leads to").Because(cause)
	case status == http.StatusUnauthorized || status == http.StatusForbidden:
		return ledger.Errorf(ledger.Unavailable, "assist_key_refused", "The language model's server refuses the key").Because(cause)
	case status == http.StatusTooManyRequests:
		return ledger.Errorf(ledger.Unavailable, "assist_busy", "The language model's server takes no more requests for now").Because(cause)
	case status == http.StatusNotFound:
		return ledger.Errorf(ledger.Unavailable, "assist_not_there", "The server has no language model “%s”, or not at this address", d.model).Because(cause)
	case status != 0:
		return ledger.Errorf(ledger.Unavailable, "assist_failed", "The language model's server answers with an error (%d)", status).Because(cause)
	case errors.As(err, &transport):
		return ledger.Errorf(ledger.Unavailable, "assist_unreachable", "The language model's server can't be reached").Because(cause)
	}
	return unreadable().Because(cause)
}

func unreadable() *ledger.Error {
	return ledger.Errorf(ledger.Unavailable, "assist_unreadable", "The language model's answer can't be read")
}
