// Package ledger is the domain: claims, speakers, sources, questions, verdicts
// and the rules they obey. It knows nothing of databases, pages or clocks;
// whoever needs the present passes it in.
//
// The rules, in short:
//
//  1. A claim has a speaker, a statement that can be checked and a deadline,
//     or is open-ended and has a review date.
//  2. A deadline is a period; it has passed when the period has ended.
//  3. A confidence is a probability with its basis, and is never invented.
//  4. Verdicts are appended; the newest that was not undone stands.
//  5. What came true after the deadline did not come true as claimed.
//  6. Nothing is deleted; every change is an entry in a hash-chained log.
package ledger
