// Package exchange reads claims from other formats. It turns a file into
// drafts, as somebody would have typed them, and says line by line what is
// wrong; it stores nothing and knows neither the database nor the present
// day.
package exchange
