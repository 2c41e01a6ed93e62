-- The record: each entry with its leaf, the hashes of the tree, its right edge, the signed checkpoints.
CREATE TABLE entry (
	leaf INTEGER PRIMARY KEY,
	stream TEXT NOT NULL,
	seq INTEGER NOT NULL,
	recorded INTEGER NOT NULL,
	datakey TEXT NOT NULL,
	before BLOB NOT NULL,
	commitment BLOB NOT NULL,
	nonce BLOB NOT NULL,
	sealed BLOB NOT NULL,
	hash BLOB NOT NULL,
	text BLOB NOT NULL
);
CREATE UNIQUE INDEX entry_stream ON entry (stream, seq);
CREATE TABLE hash (at INTEGER PRIMARY KEY, hash BLOB NOT NULL);
CREATE TABLE log (one INTEGER PRIMARY KEY CHECK (one = 1), size INTEGER NOT NULL, edge BLOB NOT NULL, recorded INTEGER NOT NULL);
INSERT INTO log (one, size, edge, recorded) VALUES (1, 0, x'', 0);
CREATE TABLE checkpoint (size INTEGER PRIMARY KEY, signed BLOB NOT NULL);

-- What is derived, or has no shape of its own.
CREATE TABLE cell (bucket TEXT NOT NULL, name TEXT NOT NULL, value BLOB NOT NULL, PRIMARY KEY (bucket, name)) WITHOUT ROWID;
CREATE TABLE listed (
	stream TEXT PRIMARY KEY,
	kind TEXT NOT NULL,
	court TEXT NOT NULL,
	agency TEXT NOT NULL,
	stage TEXT NOT NULL,
	opened INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	due INTEGER NOT NULL,
	sealed INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	text BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX listed_changed ON listed (changed DESC, stream);
CREATE INDEX listed_court ON listed (court, stage, changed DESC, stream);
CREATE INDEX listed_agency ON listed (agency, stage, changed DESC, stream);
CREATE INDEX listed_due ON listed (due);
CREATE TABLE tag (tag TEXT NOT NULL, stream TEXT NOT NULL, PRIMARY KEY (tag, stream)) WITHOUT ROWID;
CREATE INDEX tag_stream ON tag (stream, tag);
CREATE TABLE word (word BLOB NOT NULL, stream TEXT NOT NULL, weight INTEGER NOT NULL, PRIMARY KEY (word, stream)) WITHOUT ROWID;
CREATE INDEX word_stream ON word (stream);
CREATE TABLE job (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	queue TEXT NOT NULL,
	name TEXT NOT NULL,
	stream TEXT NOT NULL,
	run INTEGER NOT NULL,
	lease INTEGER NOT NULL,
	attempts INTEGER NOT NULL,
	dead INTEGER NOT NULL,
	payload BLOB NOT NULL,
	UNIQUE (queue, name)
);
CREATE INDEX job_due ON job (queue, dead, run);
CREATE INDEX job_stream ON job (stream);
