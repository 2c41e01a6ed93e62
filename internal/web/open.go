package web

import (
	"errors"
	"io"
	"net/http"
	"path"
	"strings"

	"github.com/affiant-project/affiant/internal/fault"
	"github.com/affiant-project/affiant/internal/transcript"
)

// open reads a matter file that a visitor chose, keeps it in memory under an id that nobody can guess, and leads to its
// review. A file with mistakes is not kept: the answer lists them all.
func (s *server) open(w http.ResponseWriter, r *http.Request) error {
	if s.newID == nil {
		return fault.Errorf(fault.NotFound, "Nothing can be opened here.")
	}
	part, header, err := r.FormFile("file")
	var tooLong *http.MaxBytesError
	switch {
	case errors.As(err, &tooLong):
		return fault.Errorf(fault.Input, "The file is too long. This page opens files of up to 4 MB; for longer ones use the command line.")
	case err != nil:
		return fault.Errorf(fault.Input, "No file came. Choose a matter file, then open it.")
	}
	defer part.Close()
	b, err := io.ReadAll(part)
	if err != nil {
		return fault.Errorf(fault.Input, "The file did not come whole. Open it again.")
	}
	name := path.Base(strings.ReplaceAll(header.Filename, `\`, "/"))
	f, err := transcript.Read(name, b)
	if err != nil {
		var problems fault.Problems
		if errors.As(err, &problems) {
			s.problem(w, err, strings.Split(string(b), "\n"))
			return nil
		}
		return err
	}
	id := s.newID()
	s.shelf.keep(id, name, &f.Matter)
	http.Redirect(w, r, "/matter/"+id, http.StatusSeeOther)
	return nil
}
