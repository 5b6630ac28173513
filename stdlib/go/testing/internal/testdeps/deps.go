// Package testdeps has what the generated main of a test program knows.
package testdeps

// ExitCode is what testing.M.Run returned last.
var ExitCode int

// TestDeps tells package testing what it tests.
type TestDeps struct {
	Path string
}

// ImportPath returns the path of the package.
func (d TestDeps) ImportPath() string { return d.Path }

// matchPattern reports whether a regular expression matches, or what is wrong with it.
func matchPattern(pattern, text string) (ok bool, problem string)

type patternError string

func (e patternError) Error() string { return string(e) }

// MatchString reports whether pattern matches text.
func (d TestDeps) MatchString(pattern, text string) (bool, error) {
	ok, problem := matchPattern(pattern, text)
	if problem != "" {
		return false, patternError(problem)
	}
	return ok, nil
}
