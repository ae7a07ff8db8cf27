package main

import (
	"cmp"
	"context"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// icon is a PNG made of icon.svg.
type icon struct {
	name   string // below the assets
	size   int
	fill   int    // per cent of the picture that the drawing takes
	ground string // colour behind the drawing; none: transparent
}

// accent is the drawing's own ground. Phones put a shape of their own around
// two of the icons, which so have no round corners; of the maskable one only
// the middle 80% are sure to be seen.
const accent = "#0b5563"

var icons = []icon{
	{"icons/icon-180.png", 180, 100, accent},
	{"icons/icon-192.png", 192, 100, ""},
	{"icons/icon-512.png", 512, 100, ""},
	{"icons/icon-maskable.png", 512, 80, accent},
	{"extension/icons/48.png", 48, 100, ""},
	{"extension/icons/128.png", 128, 100, ""},
}

// drawIcons makes the icons anew, in the folder of the assets.
func drawIcons(ctx context.Context, assets string) error {
	drawing, err := os.ReadFile(filepath.Join(assets, "icons/icon.svg"))
	if err != nil {
		return err
	}
	chromium, err := browserPath()
	if err != nil {
		return err
	}
	cam, err := newCamera(ctx, chromium, "")
	if err != nil {
		return err
	}
	defer cam.close()
	for _, i := range icons {
		picture, err := cam.draw(i, base64.StdEncoding.EncodeToString(drawing))
		if err != nil {
			return fmt.Errorf("%s: %w", i.name, err)
		}
		if err := os.WriteFile(filepath.Join(assets, i.name), picture, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// draw shows a drawing in the middle of a transparent page of an icon's size,
// in the colours of the light theme, and takes a picture of it.
func (c *camera) draw(i icon, drawing string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(c.ctx, takesTime)
	defer cancel()
	look := chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		metrics := emulation.SetDeviceMetricsOverrideParams{Width: int64(i.size), Height: int64(i.size), DeviceScaleFactor: 1}
		if _, err := cdp.Call(ctx, t, emulation.SetDeviceMetricsOverride, metrics); err != nil {
			return err
		}
		light := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "light"}}}
		if _, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, light); err != nil {
			return err
		}
		clear := emulation.SetDefaultBackgroundColorOverrideParams{Color: &cdp.RGBA{A: 0.001}} // 0 would be left out, and mean 1
		_, err := cdp.Call(ctx, t, emulation.SetDefaultBackgroundColorOverride, clear)
		return err
	})
	html := fmt.Sprintf(`<style>body{background:%[4]s}img{position:fixed;inset:%[1]v%%;width:%[2]d%%;height:%[2]d%%}</style><img src="data:image/svg+xml;base64,%[3]s">`,
		float64(100-i.fill)/2, i.fill, drawing, cmp.Or(i.ground, "transparent"))
	err := chromedp.Do(ctx, look, chromedp.Navigate("data:text/html;base64,"+base64.StdEncoding.EncodeToString([]byte(html))))
	if err != nil {
		return nil, err
	}
	return chromedp.Run(ctx, func(ctx context.Context, t *chromedp.Target) ([]byte, error) {
		r, err := cdp.Call(ctx, t, page.CaptureScreenshot, page.CaptureScreenshotParams{})
		return r.Data, err
	})
}
