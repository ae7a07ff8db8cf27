package wording

import (
	"slices"
	"strings"
)

// verbForms adds, for each list of verbs in their base form, lists of their
// other regular forms, so that the files need not spell them out: {rise} the
// base forms, {rise_s} rises, {rise_ing} rising. Irregular past forms have
// their own place in the files.
func verbForms(verbs map[string][]string, lists map[string]string) {
	for name, bases := range verbs {
		forms := map[string]func(string) string{"": func(v string) string { return v }, "_s": thirdPerson, "_ing": participle}
		for suffix, form := range forms {
			var all []string
			for _, v := range bases {
				first, rest, _ := strings.Cut(v, " ")
				all = append(all, strings.TrimSpace(form(first)+" "+rest))
			}
			lists[name+suffix] = "(?:" + strings.Join(all, "|") + ")"
		}
	}
}

func thirdPerson(v string) string {
	switch {
	case v == "have":
		return "has"
	case strings.HasSuffix(v, "y") && !vowelBefore(v, 1):
		return v[:len(v)-1] + "ies"
	case slices.ContainsFunc([]string{"s", "x", "z", "ch", "sh", "o"}, func(end string) bool { return strings.HasSuffix(v, end) }):
		return v + "es"
	}
	return v + "s"
}

// participle forms only what the patterns need: no verb of two syllables that
// doubles its last letter is a common word of forecasts, apart from "begin".
func participle(v string) string {
	n := len(v)
	switch {
	case strings.HasSuffix(v, "ie"):
		return v[:n-2] + "ying"
	case strings.HasSuffix(v, "e") && !strings.HasSuffix(v, "ee"):
		return v[:n-1] + "ing"
	case v == "begin", n >= 3 && n <= 4 && !strings.ContainsRune("aeiouwxy", rune(v[n-1])) && vowelBefore(v, 1) && !vowelBefore(v, 2):
		return v + v[n-1:] + "ing"
	}
	return v + "ing"
}

// vowelBefore tells whether the letter n places before the last one is a vowel.
func vowelBefore(v string, n int) bool {
	at := len(v) - 1 - n
	return at >= 0 && strings.ContainsRune("aeiou", rune(v[at]))
}
