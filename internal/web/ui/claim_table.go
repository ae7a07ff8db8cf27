package ui

// claimTable is the data of the partial "claim_table": a table of claims, as
// on the list of claims, a record and a source.
type claimTable struct {
	Claims         []ClaimView
	NoSpeaker      bool   // on a page that is about one
	Next, Previous string // addresses of the neighbouring pages, or empty
}
