-- Lists of all that an agency or a court has, whatever its stage, the latest changed first.
CREATE INDEX listed_agency_changed ON listed (agency, changed DESC, stream);
CREATE INDEX listed_court_changed ON listed (court, changed DESC, stream);
