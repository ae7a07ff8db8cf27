// Package share draws what is shown of a record or claim elsewhere: PNG images
// of Open Graph size and an SVG badge. It knows neither languages nor the
// ledger; the texts come in as they are to be read.
//
// Latin, Greek and Cyrillic are set in the Go fonts, which are in the binary;
// Chinese, Japanese and Korean in a font found on the machine, if there is one.
// What can't be set is left out, never drawn as boxes: a text that has a letter,
// a digit or an accent without a glyph is left out whole, for half a name is
// worse than none; an emoji or symbol is left out alone; a punctuation mark
// leaves a space. Scripts that need shaping or run from right to left (Arabic,
// Hebrew, the scripts of India, Thai) are never set, whatever fonts there are.
//
// The same input gives the same image on the same machine: no clock, no chance.
package share
