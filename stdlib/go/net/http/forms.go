package http

import (
	"errors"
	"mime"
	"mime/multipart"
	"net/url"
)

// parsedByHand marks a request whose parts were asked for one by one.
var parsedByHand = &multipart.Form{
	Value: map[string][]string{}, File: map[string][]*multipart.FileHeader{},
}

// multipartMemory is how much of the files FormValue and FormFile keep in memory.
const multipartMemory = 32 << 20

// MultipartReader reads the body part by part.
func (r *Request) MultipartReader() (*multipart.Reader, error) {
	if r.MultipartForm == parsedByHand {
		return nil, errors.New("http: MultipartReader called twice")
	}
	if r.MultipartForm != nil {
		return nil, errors.New("http: multipart handled by ParseMultipartForm")
	}
	r.MultipartForm = parsedByHand
	return r.parts(true)
}

// parts reads the body's parts; those of a form, or also of a message.
func (r *Request) parts(mixed bool) (*multipart.Reader, error) {
	kind := r.Header.Get("Content-Type")
	if kind == "" {
		return nil, ErrNotMultipart
	}
	if r.Body == nil {
		return nil, errMissingForm
	}
	base, params, err := mime.ParseMediaType(kind)
	if err != nil || base != "multipart/form-data" && !(mixed && base == "multipart/mixed") {
		return nil, ErrNotMultipart
	}
	boundary, ok := params["boundary"]
	if !ok {
		return nil, ErrMissingBoundary
	}
	return multipart.NewReader(r.Body, boundary), nil
}

// ParseMultipartForm reads a form of several parts; of its files, maxMemory bytes stay in memory.
func (r *Request) ParseMultipartForm(maxMemory int64) error {
	if r.MultipartForm == parsedByHand {
		return errors.New("http: multipart handled by MultipartReader")
	}
	var formErr error
	if r.Form == nil {
		formErr = r.ParseForm()
	}
	if r.MultipartForm != nil {
		return nil
	}
	reader, err := r.parts(false)
	if err != nil {
		return err
	}
	form, err := reader.ReadForm(maxMemory)
	if err != nil {
		return err
	}
	if r.PostForm == nil {
		r.PostForm = url.Values{}
	}
	for key, values := range form.Value {
		r.Form[key] = append(r.Form[key], values...)
		r.PostForm[key] = append(r.PostForm[key], values...)
	}
	r.MultipartForm = form
	return formErr
}

// FormFile is the first file of a name.
func (r *Request) FormFile(key string) (multipart.File, *multipart.FileHeader, error) {
	if r.MultipartForm == parsedByHand {
		return nil, nil, errors.New("http: multipart handled by MultipartReader")
	}
	if r.MultipartForm == nil {
		if err := r.ParseMultipartForm(multipartMemory); err != nil {
			return nil, nil, err
		}
	}
	if files := r.MultipartForm.File[key]; len(files) > 0 {
		f, err := files[0].Open()
		return f, files[0], err
	}
	return nil, nil, ErrMissingFile
}

// FormValue is the first value of a key, of the body or the URL.
func (r *Request) FormValue(key string) string {
	if r.Form == nil {
		r.ParseMultipartForm(multipartMemory)
	}
	return r.Form.Get(key)
}

// PostFormValue is the first value of a key in the body.
func (r *Request) PostFormValue(key string) string {
	if r.PostForm == nil {
		r.ParseMultipartForm(multipartMemory)
	}
	return r.PostForm.Get(key)
}
