package ui

import (
	"context"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
	"foresaid/internal/locale"
	"foresaid/internal/wording"
)

const (
	offered       = 12 // suggestions for a type-ahead field
	offeredTopics = 60
)

// offer is one thing that a field may hold.
type offer struct {
	Value string
	Label string // what tells it apart
}

// offers are what the fields of the form offer before a script asks for more.
type offers struct {
	Speakers, Sources, Questions, Topics, Odds, Languages []offer
}

// SuggestSpeakers, SuggestSources and SuggestQuestions list what a text in a
// type-ahead field may mean.
func (u *UI) SuggestSpeakers(c echo.Context) error { return u.suggest(c, u.Store.SuggestSpeakers) }

// SuggestSources lists sources by their title.
func (u *UI) SuggestSources(c echo.Context) error { return u.suggest(c, u.Store.SuggestSources) }

// SuggestQuestions lists questions by their proposition.
func (u *UI) SuggestQuestions(c echo.Context) error { return u.suggest(c, u.Store.SuggestQuestions) }

type suggestFunc func(ctx context.Context, text string, limit int) ([]ledger.Suggestion, error)

func (u *UI) suggest(c echo.Context, find suggestFunc) error {
	found, err := find(ctxOf(c), c.QueryParam("q"), offered)
	if err != nil {
		return err
	}
	return u.respond.Fragment(c, http.StatusOK, u.locale(c), "log", "offers", offersOf(found))
}

// offersOf makes offers of suggestions, namesakes by their ids.
func offersOf(found []ledger.Suggestion) []offer {
	times := map[string]int{}
	for _, s := range found {
		times[ledger.Fold(s.Name)]++
	}
	made := make([]offer, len(found))
	for i, s := range found {
		details := []string{s.Matched, s.Detail}
		made[i].Value = s.Name
		if times[ledger.Fold(s.Name)] > 1 {
			made[i].Value, details = s.PublicID, []string{s.Name, s.Matched, s.Detail}
		}
		made[i].Label = joined(details...)
	}
	return made
}

// joined puts a dot between texts, the empty ones left out.
func joined(texts ...string) string {
	var some []string
	for _, t := range texts {
		if t != "" {
			some = append(some, t)
		}
	}
	return strings.Join(some, " · ")
}

// offers reads what the form offers.
func (u *UI) offers(c echo.Context) (offers, error) {
	ctx, l := ctxOf(c), u.locale(c)
	o := offers{Odds: oddsOffers(l), Languages: languageOffers(l)}
	for _, part := range []struct {
		find suggestFunc
		to   *[]offer
	}{
		{u.Store.SuggestSpeakers, &o.Speakers},
		{u.Store.SuggestSources, &o.Sources},
		{u.Store.SuggestQuestions, &o.Questions},
	} {
		found, err := part.find(ctx, "", offered)
		if err != nil {
			return o, err
		}
		*part.to = offersOf(found)
	}
	topics, err := u.Store.Topics(ctx, offeredTopics)
	for _, t := range topics {
		o.Topics = append(o.Topics, offer{Value: t.Topic})
	}
	return o, err
}

// oddsOffers is the table of words for odds with their numbers, the reader's
// language first.
func oddsOffers(l *locale.Locale) []offer {
	var own, other []offer
	for _, row := range wording.OddsTable() {
		o := offer{Value: row.Words[0], Label: "≈ " + l.Probability(row.Probability)}
		if strings.HasPrefix(l.Tag(), row.Lang) {
			own = append(own, o)
		} else {
			other = append(other, o)
		}
	}
	return append(own, other...)
}

func languageOffers(l *locale.Locale) []offer {
	var all []offer
	for _, tag := range []string{"en", "zh", "ja", "ko", "de", "fr", "es", "ru"} {
		all = append(all, offer{Value: tag, Label: l.T("draft.language." + tag)})
	}
	return all
}
