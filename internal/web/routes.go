package web

import (
	"github.com/labstack/echo/v4"

	"foresaid/internal/web/ui"
)

// routes lists every address of the product.
func routes(e *echo.Echo, u *ui.UI) {
	e.GET("/", u.ShowDue)
	e.GET("/language", u.SwitchLanguage)

	e.GET("/log", u.ShowLog)
	e.POST("/log", u.LogClaim)
	e.POST("/log/preview", u.PreviewClaim)
	e.GET("/capture", u.StartCapture)
	e.POST("/capture", u.TakeArticle)
	e.GET("/capture/:id", u.ShowCapture)
	e.POST("/capture/:id/s/:number", u.WorkOnSentence)
	e.POST("/capture/:id/add", u.AddSentence)
	e.POST("/capture/:id/assist", u.AssistCapture)
	e.POST("/capture/:id/undo", u.UndoSentence)
	e.POST("/capture/:id/head", u.SaveCaptureHead)
	e.POST("/capture/:id/log", u.LogCapture)
	e.POST("/capture/:id/drop", u.DropCapture)
	e.POST("/capture/:id/reopen", u.ReopenCapture)
	e.GET("/suggest/speakers", u.SuggestSpeakers)
	e.GET("/suggest/sources", u.SuggestSources)
	e.GET("/suggest/questions", u.SuggestQuestions)

	e.GET("/claims", u.ListClaims)
	e.GET("/claims/:id", u.ShowClaim)
	e.POST("/claims/:id/withdraw", u.WithdrawClaim)
	e.GET("/claims/:id/amend", u.ShowAmend)
	e.POST("/claims/:id/amend", u.AmendClaim)
	e.POST("/claims/:id/verdict", u.JudgeClaim)
	e.POST("/claims/:id/defer", u.DeferClaim)
	e.POST("/claims/:id/undo", u.UndoClaim)

	e.POST("/claims/:id/dispute", u.DisputeVerdict)
	e.POST("/claims/:id/dispute/reject", u.RejectDispute)
	e.POST("/claims/:id/forecast", u.GiveForecast)

	e.GET("/speakers/:id/edit", u.EditSpeaker)
	e.POST("/speakers/:id/edit", u.ChangeSpeaker)
	e.POST("/speakers/:id/merge", u.MergeSpeaker)
	e.GET("/sources", u.ListSources)
	e.GET("/sources/:id", u.ShowSource)
	e.GET("/sources/:id/text/:sum", u.SourceText)
	e.POST("/sources/:id/capture", u.CaptureSource)
	e.GET("/sources/:id/edit", u.EditSource)
	e.POST("/sources/:id/edit", u.ChangeSource)

	e.GET("/speakers", u.ListSpeakers)
	e.GET("/speakers/:id", u.ShowSpeaker)
	e.GET("/speakers/:id/record.json", u.SpeakerJSON)
	e.GET("/questions", u.ListQuestions)
	e.GET("/questions/:id", u.ShowQuestion)
	e.GET("/compare", u.ShowCompare)
	e.GET("/compare.json", u.ShowCompare)
	e.GET("/forecasters", u.ListForecasters)
	e.GET("/forecasters/:name", u.ShowForecaster)
	e.GET("/overall", u.ShowOverall)
	e.GET("/overall.json", u.ShowOverall)
	e.GET("/topics", u.ListTopics)
	e.GET("/topics/:topic", u.ShowTopic)
	e.GET("/leaderboard", u.ShowLeaderboard)
	e.GET("/leaderboard.json", u.ShowLeaderboard)
	e.GET("/status", u.ShowStatus)

	e.GET("/speakers/:id/share", u.ShareSpeaker)
	e.GET("/speakers/:id/share.png", u.SpeakerImage)
	e.GET("/speakers/:id/badge.svg", u.SpeakerBadge)
	e.GET("/embed/speakers/:id", u.EmbedSpeaker)
	e.GET("/claims/:id/share", u.ShareClaim)
	e.GET("/claims/:id/share.png", u.ClaimImage)
	e.GET("/claims/:id/verdict.png", u.VerdictImage)
	e.GET("/claims/:id/badge.svg", u.ClaimBadge)
	e.GET("/embed/claims/:id", u.EmbedClaim)
}
