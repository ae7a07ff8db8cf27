// Package scoring turns counts of judged claims into figures: values in,
// values out. It has no clock and reads nothing.
//
// Rules that hold for every figure:
//
//  1. A figure without data is undefined, which is not zero. Its Reason says
//     why it is undefined.
//  2. Sums are kept in integers (parts per million, quarters of a credit) and
//     divided once, so that the order of claims can't change a figure.
//  3. Strict figures count the claims that have an Outcome: mixed and void
//     ones are out, and what came true too late did not happen as claimed.
//  4. A Brier score covers only claims that came with a probability. Those
//     the speaker stated as numbers make the headline; those read from words
//     stand beside it and are never mixed in.
package scoring
