package store_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"foresaid/internal/ledger"
	"foresaid/internal/store"
	"foresaid/internal/store/storetest"
)

// filled is a store with n open claims of 50 speakers, a tenth of them due.
func filled(b *testing.B, n int) *store.Store {
	b.Helper()
	s := storetest.Open(b, storetest.SQLite(b))
	var speakers []ledger.Speaker
	for i := range 50 {
		speakers = append(speakers, addSpeaker(b, s, fmt.Sprint("Speaker ", i)))
	}
	for at := 0; at < n; at += 5000 {
		claims := make([]ledger.Claim, 0, 5000)
		for i := at; i < min(at+5000, n); i++ {
			c := claim(speakers[i%50], fmt.Sprint("claim ", i), day("2026-01-01").AddDays(i%1000).String())
			if i%10 == 0 {
				c.State = ledger.StateDue
			}
			claims = append(claims, c)
		}
		addClaims(b, s, claims)
	}
	b.ResetTimer()
	return s
}

// sizes are compared with each other: what grows with them is no good.
var sizes = []int{1_000, 20_000}

func BenchmarkAddClaimWithEntry(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			s := filled(b, n)
			sp := addSpeaker(b, s, "One more")
			for b.Loop() {
				c := claim(sp, "x", "2030-01-01")
				if err := s.InTx(ctx, func(tx ledger.Store) error {
					if err := tx.AddClaim(ctx, &c); err != nil {
						return err
					}
					return tx.AppendEntries(ctx, []ledger.Entry{ledger.NewEntry(now, "b", ledger.ClaimLogged, "claim:x", ledger.Change{})})
				}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkPages(b *testing.B) {
	for name, f := range map[string]ledger.ClaimFilter{
		"queue":    {States: []ledger.State{ledger.StateDue}, Sort: ledger.ByDue},
		"deadline": {Sort: ledger.ByDeadline, Descending: true},
		"topic":    {Topic: "none"},
	} {
		for _, n := range sizes {
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				s := filled(b, n)
				for b.Loop() {
					if _, err := s.Claims(ctx, f); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

func BenchmarkFlag(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprintf("none due of %d", n), func(b *testing.B) {
			s := filled(b, n)
			for b.Loop() {
				if err := s.InTx(context.Background(), func(tx ledger.Store) error {
					_, err := tx.FlagDue(ctx, day("2025-01-01"), now)
					return err
				}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// The record of one speaker, and a verdict on one claim, cost the same however
// many claims there are of others.
func BenchmarkRecord(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprintf("100 claims of %d", n), func(b *testing.B) {
			s := filled(b, n)
			sp := addSpeaker(b, s, "One more")
			for i := range 100 {
				addClaim(b, s, claim(sp, fmt.Sprint(i), "2030-01-01"))
			}
			for b.Loop() {
				if _, err := s.ScoredClaims(ctx, ledger.ScoreFilter{SpeakerIDs: []int64{sp.ID}}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkVerdict(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			s := filled(b, n)
			c := claim(addSpeaker(b, s, "One more"), "x", "2025-01-01")
			c.Topics = []string{"a", "b"}
			c = addClaim(b, s, c)
			for i := 0; b.Loop(); i++ {
				v := ledger.Verdict{ClaimID: c.ID, Grade: ledger.Grades[i%5], By: "b", At: now}
				if err := s.InTx(ctx, func(tx ledger.Store) error {
					if err := tx.AddVerdict(ctx, &v); err != nil {
						return err
					}
					if err := c.Give(v); err != nil {
						return err
					}
					return tx.UpdateClaim(ctx, &c)
				}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkLeaderboard(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprintf("50 speakers, %d claims", n), func(b *testing.B) {
			s := filled(b, n)
			for b.Loop() {
				if _, err := s.Records(ctx, ledger.RecordFilter{By: ledger.PerSpeaker}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// What is typed into the search box: rare words and common ones, in a thousand
// claims and in many.
func BenchmarkSearch(b *testing.B) {
	for _, n := range sizes {
		s := storetest.Open(b, storetest.SQLite(b))
		sp := addSpeaker(b, s, "Sam Altman")
		words := strings.Fields("model plant market robot energy chip bank court vaccine train 智能汽车 台湾软件 出租车队 通货膨胀")
		for at := 0; at < n; at += 1000 {
			claims := make([]ledger.Claim, 0, 1000)
			for i := at; i < at+1000; i++ {
				claims = append(claims, claim(sp, fmt.Sprintf("The %s will beat the %s of %d by a lot", words[i%len(words)], words[i/7%len(words)], i), "2026-01-01"))
			}
			addClaims(b, s, claims)
		}
		for _, text := range []string{"w", "wi", "will", "robot energy", "智能", "出租 台湾", "will -robot state:open", "speaker:altman chip", "beat " + fmt.Sprint(n/2), "by:2026"} {
			b.Run(fmt.Sprintf("%d/%s", n, text), func(b *testing.B) {
				for b.Loop() {
					if _, err := s.Search(ctx, ledger.ParseSearch(text), ledger.SearchPage{Limit: 20, Others: 5}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
