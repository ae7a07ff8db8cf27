package article

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	pdferrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"foresaid/internal/ledger"
)

// PDF files are read by PDFium, compiled to WebAssembly: a crafted file can
// reach neither files nor the network nor our memory, and is cut off when it
// takes too long or too much.
const (
	mostPages   = 500
	pdfTime     = 60 * time.Second
	pdfMemory   = 512 << 20
	mostPDFLine = 1_000_000 // lines in all; no page has more
)

// pdfCode keeps PDFium compiled, which takes seconds; pdfTurn lets in one
// file at a time.
var (
	pdfCode = sync.OnceValue(wazero.NewCompilationCache)
	pdfTurn sync.Mutex
)

func isPDF(content []byte) bool {
	return strings.Contains(string(content[:min(len(content), 1024)]), "%PDF-")
}

func (a *Article) readPDF(content []byte) error {
	lines, title, author, err := pdfLines(content)
	if err != nil {
		var ours *ledger.Error
		if errors.As(err, &ours) {
			return ours
		}
		return ledger.Invalidf("file", "pdf_unreadable", "This PDF file can’t be read; paste its text instead").Because(err)
	}
	blocks := pdfBlocks(lines)
	if len(blocks) == 0 {
		return ledger.Invalidf("file", "pdf_pictures", "This PDF file has only pictures of text; paste its text instead")
	}
	blocks, t := takeHead(blocks, false)
	if isPDFTitle(title) {
		delete(t, "title")
		a.Title = title
	}
	a.use(t)
	a.use(told{"author": author})
	return a.finish(blocks, "")
}

// pdfLines reads the lines of a file, and what it says of itself.
func pdfLines(content []byte) (lines []pdfLine, title, author string, err error) {
	pdfTurn.Lock()
	defer pdfTurn.Unlock()
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("pdf: %v", r)
		}
	}()
	ctx, cancel := context.WithTimeout(context.Background(), pdfTime)
	defer cancel()
	features := api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling
	pool, err := webassembly.Init(webassembly.Config{
		Context: ctx, MinIdle: 1, MaxIdle: 1, MaxTotal: 1, Stdout: io.Discard, Stderr: io.Discard,
		FSConfig: wazero.NewFSConfig(), // nothing
		RuntimeConfig: wazero.NewRuntimeConfig().WithCoreFeatures(features).WithCompilationCache(pdfCode()).
			WithCloseOnContextDone(true).WithMemoryLimitPages(pdfMemory >> 16),
	})
	if err != nil {
		return nil, "", "", err
	}
	defer func() { _ = pool.Close() }() // there is nothing to lose
	reader, err := pool.GetInstanceWithContext(ctx)
	if err != nil {
		return nil, "", "", err
	}
	opened, err := reader.OpenDocument(&requests.OpenDocument{File: &content})
	switch {
	case errors.Is(err, pdferrors.ErrPassword), errors.Is(err, pdferrors.ErrSecurity):
		return nil, "", "", ledger.Invalidf("file", "pdf_locked", "This PDF file is locked with a password; paste its text instead")
	case err != nil:
		return nil, "", "", err
	}
	title, author = pdfAbout(reader, opened.Document)
	count, err := reader.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: opened.Document})
	if err != nil {
		return nil, "", "", err
	}
	if count.PageCount > mostPages {
		return nil, "", "", ledger.Invalidf("file", "pdf_pages", "This PDF file has %d pages; %d can be read", count.PageCount, mostPages)
	}
	for i := range count.PageCount {
		page := requests.Page{ByIndex: &requests.PageByIndex{Document: opened.Document, Index: i}}
		text, err := reader.GetPageTextStructured(&requests.GetPageTextStructured{Page: page, Mode: requests.GetPageTextStructuredModeChars, CollectFontInformation: true})
		if err != nil {
			return nil, "", "", err
		}
		size, err := reader.FPDF_GetPageSizeByIndex(&requests.FPDF_GetPageSizeByIndex{Document: opened.Document, Index: i})
		if err != nil {
			return nil, "", "", err
		}
		if lines = append(lines, linesOf(text.Chars, i, size.Height)...); len(lines) > mostPDFLine {
			return nil, "", "", fmt.Errorf("pdf: more than %d lines", mostPDFLine)
		}
	}
	return lines, title, author, nil
}

// pdfAbout reads the title and the author from the file's own description.
func pdfAbout(reader pdfium.Pdfium, document references.FPDF_DOCUMENT) (title, author string) {
	about, err := reader.GetMetaData(&requests.GetMetaData{Document: document, Tags: &[]string{"Title", "Author"}})
	if err != nil {
		return "", "" // it may have none
	}
	for _, tag := range about.Tags {
		switch value := plain(tag.Value); tag.Tag {
		case "Title":
			title = value
		case "Author":
			author = value
		}
	}
	return title, author
}
