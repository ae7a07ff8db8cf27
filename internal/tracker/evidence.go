package tracker

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"image"
	_ "image/jpeg" // evidence may be a photograph
	_ "image/png"  // or a picture of a screen
	"net/http"
	"path"
	"slices"
	"strings"

	"foresaid/internal/ledger"
)

// MostUploaded is how large a file may be, in bytes.
const MostUploaded = 10 << 20

// ReadFile makes a file of what somebody handed over. What it is shows from
// what it holds, whatever its name says. The errors are Invalid at field
// "evidence_file".
func (t *Tracker) ReadFile(by, name string, content []byte) (ledger.File, error) {
	f := ledger.File{Name: ledger.Line(path.Base(strings.ReplaceAll(name, `\`, "/"))), Size: len(content), Content: content, By: by, At: t.Now()}
	if r := []rune(f.Name); len(r) > 200 {
		f.Name = string(r[len(r)-200:])
	}
	switch {
	case len(content) == 0:
		return f, ledger.Invalidf("evidence_file", "upload_empty", "The file is empty")
	case len(content) > MostUploaded:
		return f, ledger.Invalidf("evidence_file", "file_too_large", "The file is larger than %d MB", MostUploaded>>20)
	}
	f.Type = http.DetectContentType(content)
	if !slices.Contains(ledger.FileTypes, f.Type) {
		return f, ledger.Invalidf("evidence_file", "file_type", "“%s” is no PDF, PNG or JPEG; those are what can be kept", f.Name)
	}
	if strings.HasPrefix(f.Type, "image/") {
		if _, format, err := image.DecodeConfig(bytes.NewReader(content)); err != nil || "image/"+format != f.Type {
			return f, ledger.Invalidf("evidence_file", "file_damaged", "“%s” is damaged; it can't be shown", f.Name)
		}
	}
	sum := sha256.Sum256(content)
	f.SHA256 = hex.EncodeToString(sum[:])
	return f, nil
}

// KeepEvidence keeps the text of the page that a piece of evidence links to, as
// it is now, if none was kept.
func (t *Tracker) KeepEvidence(ctx context.Context, by, publicID string, evidenceID int64, title, text string) (Done, error) {
	return t.change(ctx, publicID, func(s ledger.Store, c *ledger.Claim) (ledger.Entry, error) {
		v, err := verdictByID(ctx, s, c.ID, c.Standing.VerdictID)
		if err != nil {
			return ledger.Entry{}, ledger.Errorf(ledger.NotFound, "evidence_not_found", "There is no such evidence")
		}
		i := slices.IndexFunc(v.Evidence, func(e ledger.Evidence) bool { return e.ID == evidenceID })
		if i < 0 || v.Evidence[i].Link == "" || v.Evidence[i].Text != "" {
			return ledger.Entry{}, ledger.Errorf(ledger.NotFound, "evidence_not_found", "There is no such evidence")
		}
		e := v.Evidence[i]
		e.Keep(title, text, t.Now())
		if err := s.UpdateEvidence(ctx, e); err != nil {
			return ledger.Entry{}, err
		}
		return t.entry(by, ledger.EvidenceKept, ledger.ClaimSubject(c.PublicID), ledger.Change{
			Fields: []ledger.FieldChange{{Field: "evidence", To: evidenceValue(e)}},
		}), nil
	})
}
