package ledger

import "golang.org/x/text/language"

func checkLang(field, tag string) error {
	if tag == "" {
		return nil
	}
	if _, err := language.Parse(tag); err != nil {
		return Invalidf(field, "lang_unknown", "“%s” is not a language tag, such as en or zh", tag)
	}
	return nil
}
