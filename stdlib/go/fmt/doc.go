// Package fmt formats and scans text.
package fmt
