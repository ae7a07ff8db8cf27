package store_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"foresaid/internal/ledger"
	"foresaid/internal/store/storetest"
)

func TestZZ(t *testing.T) {
	s := storetest.Open(t, storetest.SQLite(t))
	stop := make(chan bool)
	go func() {
		for {
			select {
			case <-stop:
				return
			default:
			}
			ctx, cancel := context.WithCancel(context.Background())
			time.AfterFunc(time.Duration(rand.IntN(400))*time.Microsecond, cancel)
			_ = s.InTx(ctx, func(s ledger.Store) error {
				for range 3 {
				if _, err := s.FlagDue(ctx, ledger.Date{}, time.Now()); err != nil {
					return err
				}
				_, _ = s.LastEntry(ctx)
				}
				return nil
			})
			cancel()
		}
	}()
	bad := map[string]int{}
	for i := range 5000 {
		err := s.InTx(context.Background(), func(s ledger.Store) error {
			if _, err := s.LastEnded(context.Background(), "x"); ledger.CodeOf(err) != ledger.NotFound {
				return err
			}
			return s.AddRun(context.Background(), &ledger.JobRun{Job: fmt.Sprint(i), Trigger: ledger.ByHand, Slot: time.Now(), StartedAt: time.Now()})
		})
		if err != nil {
			e := err
			for {
				u, ok := e.(interface{ Unwrap() error })
				if !ok || u.Unwrap() == nil { break }
				e = u.Unwrap()
			}
			bad[fmt.Sprintf("%v | %T %v", err, e, e)]++
		}
	}
	close(stop)
	t.Log(bad)
}
