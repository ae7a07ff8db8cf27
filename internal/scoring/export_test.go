package scoring

// Moments are μ, ρ and M of a field, without the rule for small ones.
var Moments = moments
