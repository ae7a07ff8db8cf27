// Package wording knows what words mean: which period a deadline such as "by
// the end of 2025" or 2025年底前 stands for, which number a word for odds such
// as "very likely" suggests, and what the parts of a quick line are. English
// and Chinese stand side by side in it.
//
// Everything here is a pure function of its arguments: there is no clock and
// no I/O, and what is not understood is refused rather than guessed at. The
// words themselves are in the files under data, where a reader can add to them.
package wording
