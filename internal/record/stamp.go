package record

// Stamped returns an event with the time at which it is done put in where it says none: so a person who acts here need not
// write the time, and cannot mistake it. A time at which something else was is not put in: that is a fact, which a person says.
func Stamped(e Event, now When) Event {
	at := func(w When) When {
		if w == "" {
			return now
		}
		return w
	}
	switch e := e.(type) {
	case FlawAnswered:
		e.Answer.Time = at(e.Answer.Time)
		return e
	case QuestionAsked:
		e.Question.Time = at(e.Question.Time)
		return e
	case QuestionAnswered:
		e.Reply.Time = at(e.Reply.Time)
		return e
	case Endorsed:
		e.Endorsement.Time = at(e.Endorsement.Time)
		return e
	case Sworn:
		e.Oath.Time = at(e.Oath.Time)
		return e
	case ApplicationDrafted:
		e.Drafted = at(e.Drafted)
		return e
	case ApplicationWithdrawn:
		e.Withdrawal.Time = at(e.Withdrawal.Time)
		return e
	case MagistrateAssigned:
		e.Assignment.Time = at(e.Assignment.Time)
		return e
	case MagistrateRecused:
		e.Recusal.Time = at(e.Recusal.Time)
		return e
	case Presented:
		e.Presentment.Time = at(e.Presentment.Time)
		return e
	case OathConfirmed:
		e.Confirmation.Time = at(e.Confirmation.Time) // when he heard the oath is his to say
		return e
	case TestimonyTaken:
		e.Testimony.Time = at(e.Testimony.Time)
		return e
	case SourceOpened:
		e.Opening.Time = at(e.Opening.Time)
		return e
	case Decided:
		e.Decision.Time = at(e.Decision.Time)
		return e
	case WarrantIssued:
		e.Warrant.Time = at(e.Warrant.Time)
		return e
	case DuplicateMade:
		e.Duplicate.Time = at(e.Duplicate.Time)
		return e
	case WarrantRecalled:
		e.Recall.Time = at(e.Recall.Time)
		return e
	case WarrantExpired:
		e.Time = at(e.Time)
		return e
	case WarrantReturned:
		e.Return.Time = at(e.Return.Time)
		return e
	case Executed:
		e.Execution.Time = at(e.Execution.Time)
		return e
	case Detained:
		e.Custody.Time = at(e.Custody.Time)
		return e
	case Charged:
		e.Charge.Time = at(e.Charge.Time)
		return e
	case AlertRaised:
		e.Alert.Time = at(e.Alert.Time)
		return e
	case AlertSeen:
		e.Seen.Time = at(e.Seen.Time)
		return e
	case NoticeGiven:
		e.Notice.Time = at(e.Notice.Time)
		return e
	case Disclosed:
		e.Disclosure.Time = at(e.Disclosure.Time)
		return e
	case Requested:
		e.Request.Time = at(e.Request.Time)
		return e
	case RequestAnswered:
		e.Reply.Time = at(e.Reply.Time)
		return e
	case OrderCarriedOut:
		e.Step.Time = at(e.Step.Time)
		return e
	case NoticeDelayed:
		e.Delay.Time = at(e.Delay.Time)
		return e
	case HearingSet:
		e.Hearing.Time = at(e.Hearing.Time)
		return e
	case HearingMoved:
		e.Moved.Time = at(e.Moved.Time)
		return e
	case PeriodWaived:
		e.Waived.Time = at(e.Waived.Time)
		return e
	case TimeExtended:
		e.Extension.Time = at(e.Extension.Time)
		return e
	case HoldPlaced:
		e.Hold.Time = at(e.Hold.Time)
		return e
	case HoldLifted:
		e.Lifted.Time = at(e.Lifted.Time)
		return e
	case Sealed:
		e.Seal.Time = at(e.Seal.Time)
		return e
	case Unsealed:
		e.Lifted.Time = at(e.Lifted.Time)
		return e
	case Expunged:
		e.Expungement.Time = at(e.Expungement.Time)
		return e
	}
	return e
}

// Concerns returns the application that an event is about, or "".
func Concerns(e Event) AppID {
	switch e := e.(type) {
	case ApplicationDrafted:
		return e.ID
	case PapersRevised:
		return e.Papers.ID
	case AssertionDrafted:
		return e.Application
	case AssertionRevised:
		return e.Application
	case AssertionWithdrawn:
		return e.Application
	case GroundOffered:
		return e.Application
	case GroundWithdrawn:
		return e.Application
	case QuestionAsked:
		return e.Application
	case QuestionAnswered:
		return e.Application
	case AnswerWithdrawn:
		return e.Application
	case FlawAnswered:
		return e.Application
	case Endorsed:
		return e.Application
	case Sworn:
		return e.Application
	case ApplicationWithdrawn:
		return e.Application
	case MagistrateAssigned:
		return e.Application
	case MagistrateRecused:
		return e.Application
	case Presented:
		return e.Application
	case OathConfirmed:
		return e.Application
	case TestimonyTaken:
		return e.Application
	case SourceOpened:
		return e.Application
	case StatementMade:
		return e.Statement.Application
	case Decided:
		return e.Application
	case WarrantIssued:
		return e.Application
	case DuplicateMade:
		return e.Application
	case WarrantRecalled:
		return e.Application
	case WarrantExpired:
		return e.Application
	case WarrantReturned:
		return e.Application
	case NoticeDelayed:
		return e.Application
	case Executed:
		return e.Application
	case Detained:
		return e.Application
	case TimeExtended:
		return e.Application
	case Charged:
		return e.Application
	case AlertRaised:
		return e.Alert.Application
	case Sealed:
		return e.Seal.Application
	case ProceedingHeld:
		return e.Proceeding.Application
	case HearingSet:
		return e.Hearing.Application
	}
	return ""
}
