package web_test

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"foresaid/internal/ledger"
	"foresaid/internal/store/storetest"
	"foresaid/internal/web"
	"foresaid/internal/web/ui"
)

func TestStatusListsAndRunsJobs(t *testing.T) {
	var ran []string
	s := newSite(t, storetest.SQLite(t), func(o *web.Options) {
		o.Jobs = func() []ui.PlannedJob {
			return []ui.PlannedJob{{Name: "flag", Schedule: "0 7 * * *", Next: time.Date(2026, 4, 23, 7, 0, 0, 0, zone)}, {Name: "backup", Schedule: "off"}}
		}
		o.RunJob = func(_ context.Context, name string) (int, error) {
			ran = append(ran, name)
			switch name {
			case "flag":
				return 3, nil
			case "backup":
				return 0, errors.New("kept with the run")
			case "busy":
				return 0, ledger.Errorf(ledger.Conflict, "job_running", "The job “%s” is running already", name)
			}
			return 0, ledger.Errorf(ledger.NotFound, "job_unknown", "There is no job “%s”; there are %s", name, "flag")
		}
	})
	page := s.get("/status")
	jobs := page.find("table")
	for _, said := range []string{"flag what is due", "0 7 * * *", "tomorrow at 07:00", "copy the database", "not by itself", "Run now"} {
		assert.Contains(t, jobs, said)
	}
	for _, job := range []string{"flag", "backup"} {
		assert.Equal(t, http.StatusSeeOther, s.post("/status/run/"+job, nil).StatusCode)
	}
	assert.Equal(t, []string{"flag", "backup"}, ran)
	assert.Equal(t, http.StatusConflict, s.post("/status/run/busy", nil).StatusCode)
	assert.Equal(t, http.StatusNotFound, s.post("/status/run/mow", nil).StatusCode)
	assert.Equal(t, http.StatusForbidden, s.post("/status/run/flag", nil, "Sec-Fetch-Site", "cross-site").StatusCode)
	assert.Equal(t, http.StatusMethodNotAllowed, s.get("/status/run/flag").StatusCode)
}
