package web_test

import (
	"context"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"foresaid/internal/ledger"
	"foresaid/internal/store/storetest"
	"foresaid/internal/wording"
)

// model is a language model that has an answer ready.
type model struct {
	draft func(found []wording.Candidate) []wording.Candidate
	err   error
}

func (m model) Sharpen(_ context.Context, _ wording.Text, found []wording.Candidate) ([]wording.Candidate, error) {
	return m.draft(found), m.err
}

func TestCaptureIsAssisted(t *testing.T) {
	each(t, func(t *testing.T, s *site) {
		desk := s.handOver(talk)
		require.Zero(t, s.get(desk).page().Find(`form[action$="/assist"]`).Length(), "without a model nothing offers one")
		refused := s.post(desk+"/assist", nil)
		require.Equal(t, 409, refused.StatusCode)

		s.tracker.Use(model{draft: func(found []wording.Candidate) []wording.Candidate {
			for i := range found {
				found[i].Statement, found[i].Assisted = "A better wording", true
			}
			extra := found[0]
			extra.Quote, extra.Statement = "The last mine closed in 2021.", "The mines stay closed"
			extra.Start = found[0].End + 1
			extra.End = extra.Start + len(extra.Quote)
			return append(found, extra)
		}})
		s.follow(s.act(desk, "1", "keep", "statement", "My wording", "speaker", "Energy minister", "deadline", "2030", "deadline_kind", "stated"))
		require.Equal(t, 1, s.get(desk).page().Find(`form[action$="/assist"]`).Length())

		page := s.follow(s.post(desk+"/assist", nil))
		require.Equal(t, 4, page.page().Find(".draftcard").Length())
		assert.Equal(t, "My wording", page.page().Find("#s1 [name=statement]").Text(), "what somebody has kept is left alone")
		assert.Zero(t, page.page().Find("#s1 .why-found .chip").Length())
		assert.Equal(t, "A better wording", page.page().Find("#s2 [name=statement]").Text())
		assert.Equal(t, "drafted by a model", page.page().Find("#s2 .why-found .chip").Text())
		assert.Equal(t, "The mines stay closed", page.page().Find("#s4 [name=statement]").Text())
		assert.Contains(t, page.page().Find(`form[action$="/undo"] button`).AttrOr("title", ""), "Undo the model’s drafts")
		assert.Empty(t, s.claims(), "a model logs nothing")

		page = s.follow(s.post(desk+"/undo", nil))
		require.Equal(t, 3, page.page().Find(".draftcard").Length())
		assert.NotEqual(t, "A better wording", page.page().Find("#s2 [name=statement]").Text())
		assert.Zero(t, page.page().Find(".why-found .chip").Length())
	})
}

func TestCaptureTellsWhenTheModelFails(t *testing.T) {
	s := newSite(t, storetest.SQLite(t))
	desk := s.handOver(talk)
	s.tracker.Use(model{
		draft: func(found []wording.Candidate) []wording.Candidate { return found },
		err:   ledger.Errorf(ledger.Unavailable, "assist_unreachable", "The language model’s server can’t be reached"),
	})
	s.follow(s.act(desk, "1", "skip"))
	failed := s.post(desk+"/assist", url.Values{})
	assert.Equal(t, 503, failed.StatusCode)
	assert.Contains(t, failed.text, "The language model’s server can’t be reached")
	page := s.get(desk)
	assert.Equal(t, "skipped", page.page().Find("#s1").AttrOr("data-state", ""), "nothing is lost")
}
