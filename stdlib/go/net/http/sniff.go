package http

import (
	"bytes"
	"encoding/binary"
)

// sniffed is how many bytes are looked at.
const sniffed = 512

// A signature is what the data of a kind begins with (mimesniff.spec.whatwg.org).
type signature struct {
	text string
	kind string
}

// tags begin HTML after white space, in any case, before a blank or '>'.
var tags = []string{
	"<!DOCTYPE HTML", "<HTML", "<HEAD", "<SCRIPT", "<IFRAME", "<H1", "<DIV", "<FONT", "<TABLE",
	"<A", "<STYLE", "<TITLE", "<B", "<BODY", "<BR", "<P", "<!--",
}

var signatures = []signature{
	{"%PDF-", "application/pdf"},
	{"%!PS-Adobe-", "application/postscript"},
	{"\xfe\xff", "text/plain; charset=utf-16be"},
	{"\xff\xfe", "text/plain; charset=utf-16le"},
	{"\xef\xbb\xbf", "text/plain; charset=utf-8"},
	{"\x00\x00\x01\x00", "image/x-icon"},
	{"\x00\x00\x02\x00", "image/x-icon"},
	{"BM", "image/bmp"},
	{"GIF87a", "image/gif"},
	{"GIF89a", "image/gif"},
	{"\x89PNG\r\n\x1a\n", "image/png"},
	{"\xff\xd8\xff", "image/jpeg"},
	{"OggS\x00", "application/ogg"},
	{"MThd\x00\x00\x00\x06", "audio/midi"},
	{"ID3", "audio/mpeg"},
	{"\x1aE\xdf\xa3", "video/webm"},
	{"\x00\x01\x00\x00", "font/ttf"},
	{"OTTO", "font/otf"},
	{"ttcf", "font/collection"},
	{"wOFF", "font/woff"},
	{"wOF2", "font/woff2"},
	{"\x1f\x8b\x08", "application/x-gzip"},
	{"PK\x03\x04", "application/zip"},
	{"Rar!\x1a\x07\x00", "application/x-rar-compressed"},
	{"Rar!\x1a\x07\x01\x00", "application/x-rar-compressed"},
	{"\x00asm", "application/wasm"},
}

// containers name their kind after a length.
var containers = map[string]string{
	"RIFFWEBPVP": "image/webp", "RIFFWAVE": "audio/wave", "RIFFAVI ": "video/avi", "FORMAIFF": "audio/aiff",
}

// DetectContentType tells by its beginning what data is.
func DetectContentType(data []byte) string {
	data = data[:min(len(data), sniffed)]
	text := bytes.TrimLeft(data, "\t\n\x0c\r ")
	for _, tag := range tags {
		n := len(tag)
		if len(text) < n || !bytes.EqualFold(text[:n], []byte(tag)) {
			continue
		}
		if tag == "<!--" || len(text) > n && (text[n] == ' ' || text[n] == '>') {
			return "text/html; charset=utf-8"
		}
	}
	if bytes.HasPrefix(text, []byte("<?xml")) {
		return "text/xml; charset=utf-8"
	}
	for _, s := range signatures {
		if bytes.HasPrefix(data, []byte(s.text)) {
			return s.kind
		}
	}
	for names, kind := range containers {
		if len(data) >= 4+len(names) && string(data[:4]) == names[:4] && string(data[8:4+len(names)]) == names[4:] {
			return kind
		}
	}
	if isMP4(data) {
		return "video/mp4"
	}
	for _, b := range text {
		if b <= 8 || b == 0x0b || 0x0e <= b && b <= 0x1a || 0x1c <= b && b <= 0x1f {
			return "application/octet-stream"
		}
	}
	return "text/plain; charset=utf-8"
}

// isMP4 looks for the brand mp4 in the first box.
func isMP4(data []byte) bool {
	if len(data) < 12 || string(data[4:8]) != "ftyp" {
		return false
	}
	size := int(binary.BigEndian.Uint32(data))
	if size%4 != 0 || len(data) < size {
		return false
	}
	for at := 8; at < size; at += 4 {
		if at != 12 && string(data[at:at+3]) == "mp4" {
			return true
		}
	}
	return false
}
