// Package main logs keys without values.
package main

import (
	"context"
	"log/slog"
)

func main() {
	slog.Info("fine", "a", 1, slog.Int("b", 2), "c", 3)
	slog.Info("no value", "a")
	slog.Warn("no key", 1)
	slog.Error("no key", "a", 1, 2, 3)
	slog.Debug("nothing")
	slog.InfoContext(context.Background(), "no value", "a", 1, "b")
	logger := slog.Default().With("a")
	logger.Error("no value", slog.Int("a", 1), "b")
	logger.Log(context.Background(), slog.LevelInfo, "no value", "a")
	_ = slog.Group("group", "a", 1, "b")
	args := []any{"a", 1}
	slog.Info("fine", args...)
	slog.Info("perhaps", args[0])
}
