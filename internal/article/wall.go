package article

import (
	"strings"
	"unicode/utf8"

	"foresaid/internal/ledger"
)

// A page with more text than this is an article, whatever words are in it.
const (
	mostWallText = 500
	mostPaidText = 2500
)

// wallOf tells whether a page that was fetched is a wall and no article.
func wallOf(a Article, content []byte) error {
	if utf8.RuneCountInString(a.Text) > mostWallText {
		return nil
	}
	w, seen := data().Walls, a.Title+"\n"+a.Text
	if a.Text == "" {
		seen = string(content[:min(len(content), 64<<10)]) // it may stand in a script
	}
	switch {
	case anyOf(seen, w["check"]):
		return ledger.Invalidf("link", "link_check", "The site wants to see that a person is reading; open the page yourself and paste the text")
	case anyOf(seen, w["gone"]):
		return ledger.Invalidf("link", "link_gone", "The page has been taken down")
	case anyOf(string(content[:min(len(content), 256<<10)]), w["scripts"]):
		return ledger.Invalidf("link", "link_scripts", "The page shows its text only in a browser; open it yourself and paste the text")
	case a.Text == "":
		return ledger.Invalidf("link", "link_no_text", "There is no text on this page; open it yourself and paste the text")
	}
	return nil
}

// noteWalls tells the reader where a page ends before its text does.
func (a *Article) noteWalls(paid bool) {
	w := data().Walls
	short := utf8.RuneCountInString(a.Text) <= mostPaidText
	switch {
	case paid, short && anyOf(a.Text, w["paid"]):
		a.note("note.paywall")
	case short && anyOf(a.Text, w["login"]):
		a.note("note.login")
	}
}

func anyOf(text string, phrases []string) bool {
	text = strings.ToLower(text)
	for _, p := range phrases {
		if strings.Contains(text, strings.ToLower(p)) {
			return true
		}
	}
	return false
}
