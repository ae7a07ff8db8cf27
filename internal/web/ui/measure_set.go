package ui

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"foresaid/internal/ledger"
	"foresaid/internal/tracker"
)

// MeasureClaim says by which value a claim is measured, or only tries it.
func (u *UI) MeasureClaim(c echo.Context) error {
	f, err := u.sentForm(c, "measure")
	if err != nil {
		return err
	}
	draft := tracker.MeasureDraft{
		Address: f.Get("measure_address"), Path: f.Get("measure_path"), Is: f.Get("measure_is"), Value: f.Get("measure_value"), On: f.Get("measure_on"),
	}
	if f.Get("try") == "" {
		d, err := u.Tracker.SetMeasure(ctxOf(c), u.User, c.Param("id"), draft)
		return u.claimDone(c, f, d, err)
	}
	if u.Getter == nil {
		return u.refuseOnClaim(c, f, ledger.Invalidf("measure_address", "measure_fetching_off", "Nothing is fetched from here: capture.fetch is false"))
	}
	r, err := u.Tracker.TryMeasure(ctxOf(c), u.Getter, c.Param("id"), draft)
	if err != nil {
		return u.refuseOnClaim(c, f, err)
	}
	line, err := u.Store.Claim(ctxOf(c), c.Param("id"))
	if err != nil {
		return err
	}
	f.Tried = &lookView{r, f.L, u.Zone}
	return u.showClaim(c, http.StatusOK, line, f)
}

// DropMeasure ends that a claim is measured.
func (u *UI) DropMeasure(c echo.Context) error {
	f, err := u.sentForm(c, "measure/drop")
	if err != nil {
		return err
	}
	d, err := u.Tracker.DropMeasure(ctxOf(c), u.User, c.Param("id"))
	return u.claimDone(c, f, d, err)
}

// Measurable tells whether the claim can be given something to be measured by.
func (p claimPage) Measurable() bool { return p.Claim.Claim.Measurable() == nil }

// MeasureForm is the form for what the claim is measured by: as it was sent if
// it comes back, else with what stands.
func (p claimPage) MeasureForm() claimForm {
	f := p.Form("measure")
	if f.typed == nil && p.Measure != nil {
		m := p.Measure.Measure
		f.typed = map[string][]string{
			"measure_address": {m.Address}, "measure_path": {m.Path}, "measure_is": {string(m.Is)}, "measure_value": {m.Value}, "measure_on": {m.On.String()},
		}
	}
	return f
}

// Field is an input of the form for what a claim is measured by.
func (f claimForm) Field(name string) Field { return f.Input("measure.input.", name) }

// Comparisons are those to choose from.
func (f form) Comparisons() []ledger.Comparison { return ledger.Comparisons }

// Sign is a comparison as people read it.
func (f form) Sign(is ledger.Comparison) string {
	if is.Alone() {
		return f.L.T("measure.is." + string(is))
	}
	return is.Sign()
}
