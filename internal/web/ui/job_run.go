package ui

import (
	"context"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
)

// soonEnough is how long the answer waits for a job; one that takes longer goes
// on by itself.
const soonEnough = 5 * time.Second

// RunJob runs a job that somebody asks for. How it went stands on the page of
// what ran.
func (u *UI) RunJob(c echo.Context) error {
	ended := make(chan error, 1)
	ctx := context.WithoutCancel(ctxOf(c))
	go func() {
		_, err := u.Options.RunJob(ctx, c.Param("job"))
		ended <- err
	}()
	select {
	case err := <-ended:
		// what it says of itself is kept with the run; what kept it from running is not
		if code := ledger.CodeOf(err); code == ledger.NotFound || code == ledger.Conflict {
			return err
		}
	case <-time.After(soonEnough):
	}
	return c.Redirect(http.StatusSeeOther, "/status")
}
