// Package locale speaks English and Simplified Chinese: texts with their
// plurals, numbers, dates, deadlines and the messages of errors.
//
// # Adding texts
//
// The texts are in en/<area>.yaml and zh-CN/<area>.yaml, one file for each
// area of the product and language; the name of the file is the first part of
// each key. The line
//
//	title: Due for review
//
// in en/due.yaml is T("due.title"). Keys are in lower case with underscores
// and may be nested. A text that depends on a number has plural forms, one and
// other in English, other alone in Chinese, and is given the number as n:
//
//	sentence:
//	  one: "{{.count}} claim is due"
//	  other: "{{.count}} claims are due"
//
// A value goes in as {{.name}}, and both languages use the same names; {{.n}}
// comes with its thousands separated. Texts that begin with a brace, or hold
// ": " or " #", need quotation marks in YAML. Sentences are never put together
// from pieces, since word order differs: give each its own text.
//
// The messages of ledger's errors have their English in the code. Their
// Chinese is error.<key> in zh-CN/error.yaml, with the same verbs (%s, %d)
// for the same arguments; where their order differs, write %[2]s.
//
// The words to use for the things of this product are listed at the top of
// zh-CN/base.yaml. The tests tell which text is missing, unused, or does not
// fit its translation.
package locale
