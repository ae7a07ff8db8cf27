package article

import (
	"context"
	"errors"
	"net/url"

	"github.com/temoto/robotstxt"

	"foresaid/internal/ledger"
)

// robots is what a site says to programs.
type robots = robotstxt.RobotsData

// mayRead asks the robots.txt of the link's site, over the same guarded
// connection. asked remembers sites during one Fetch.
func (f *Fetcher) mayRead(ctx context.Context, at *url.URL, asked map[string]*robots) error {
	site := at.Scheme + "://" + at.Host
	rules, known := asked[site]
	if !known {
		var err error
		if rules, err = f.robotsOf(ctx, &url.URL{Scheme: at.Scheme, Host: at.Host, Path: "/robots.txt"}); err != nil {
			return err
		}
		asked[site] = rules
	}
	if rules != nil && !rules.TestAgent(at.RequestURI(), agentName) {
		return ledger.Invalidf("link", "link_robots", "The site asks programs not to read this page; open it yourself and paste the text")
	}
	return nil
}

// robotsOf returns nil where a site has no rules, or none that can be read.
func (f *Fetcher) robotsOf(ctx context.Context, at *url.URL) (*robots, error) {
	for range mostRedirects + 1 {
		response, err := f.get(ctx, at, acceptPages)
		if err != nil {
			return nil, err
		}
		next, err := redirect(response, at)
		var content []byte
		if err == nil && next == nil {
			content, err = readAtMost(response.Body, mostRobots)
		}
		_ = response.Body.Close()
		if next != nil {
			at = next
			continue
		}
		if err != nil {
			var ours *ledger.Error
			if errors.As(err, &ours) && (ours.Key == "link_too_large" || ours.Key == "link_redirect_bad" || ours.Key == "link_redirect_open") {
				return nil, nil
			}
			return nil, err
		}
		rules, err := robotstxt.FromStatusAndBytes(response.StatusCode, content)
		if err != nil {
			return nil, nil // no rules that anybody could keep
		}
		return rules, nil
	}
	return nil, nil
}
