-- What is due at a court, the most pressing first.
CREATE INDEX listed_court_due ON listed (court, due, stream);
DROP INDEX listed_due;
-- With stage and kind, so that what one may not find by a post is passed over without its row being read.
DROP INDEX listed_agency_changed;
DROP INDEX listed_court_changed;
CREATE INDEX listed_agency_changed ON listed (agency, changed DESC, stream, stage, kind);
CREATE INDEX listed_court_changed ON listed (court, changed DESC, stream, stage, kind);

-- The rows of a tag stand in the order of their change, to the minute, and say at what stage they are: a list of what very many have is
-- read from its beginning. To the minute, so that of acts that follow one another the first alone moves a row. The database sees to it, so
-- that what a node of an earlier release writes is in order too.
ALTER TABLE tag ADD COLUMN minute BIGINT NOT NULL DEFAULT 0;
ALTER TABLE tag ADD COLUMN stage TEXT COLLATE "C" NOT NULL DEFAULT '';
UPDATE tag SET minute = listed.changed / 60000000, stage = listed.stage FROM listed WHERE listed.stream = tag.stream;
CREATE INDEX tag_minute ON tag (tag, minute DESC, stage, stream);
CREATE FUNCTION tag_put() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN SELECT changed / 60000000, stage INTO NEW.minute, NEW.stage FROM listed WHERE listed.stream = NEW.stream; NEW.minute := coalesce(NEW.minute, 0); NEW.stage := coalesce(NEW.stage, ''); RETURN NEW; END$$;
CREATE TRIGGER tag_put BEFORE INSERT ON tag FOR EACH ROW EXECUTE FUNCTION tag_put();
CREATE FUNCTION tag_moved() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN UPDATE tag SET minute = NEW.changed / 60000000, stage = NEW.stage WHERE stream = NEW.stream; RETURN NULL; END$$;
CREATE TRIGGER tag_moved AFTER UPDATE ON listed FOR EACH ROW WHEN (OLD.changed / 60000000 <> NEW.changed / 60000000 OR OLD.stage <> NEW.stage) EXECUTE FUNCTION tag_moved();
CREATE TRIGGER tag_listed AFTER INSERT ON listed FOR EACH ROW EXECUTE FUNCTION tag_moved();
