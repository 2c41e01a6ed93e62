// Package proof holds certificates of the answers about abstract frameworks and flat frameworks with assumptions, and
// checks them ([VerifyAF], [VerifyABA]) with nothing of what found the answers: it leans on no solver.
//
// The competitions of the field (ICCMA) ask for a witness where one set shows the answer, and for nothing where the answer
// speaks of all sets: that an argument is in no extension, or in every one, or that there are no further extensions. Here
// these have a certificate too. What one set can show is checked on that set. What speaks of all sets is a refutation: a
// theory, whose models are at least all sets of some kind, with constraints that a counterexample would meet, and lemmas
// that lead from them to the empty clause by reverse unit propagation (Goldberg and Novikov 2003). Theory and constraints
// are built here from the question and the sets listed, and never taken from the certificate.
//
// # Variables
//
// For an abstract framework with n arguments in(a) = a+1, hit(a) = n+a+1 (some attacker of a is in) and ran(a) = 2n+a+1 (a
// is in or hit). For n atoms and R rules der(s) = s+1 (s is derived; an assumption: it is in), pos(s) = n+s+1 (s is derived
// from the assumptions not attacked), bod(r) = 2n+r+1 and pbod(r) = 2n+R+r+1 (all premises of r are), ran(a) = 2n+2R+a+1;
// hit(a) is der of the contrary of a. The i-th set has one more variable, i past the last of these.
//
// # What is asked of which answer
//
// "Out(S)" is the clause that some element outside S is in. Where "admissible" is written "complete" may stand, since
// every extension that is asked about is complete.
//
//   - GR, and DS-CO Yes: the grounded extension is worked out. DS-CO is about the same set, the least complete one.
//   - CO and ST, one set shown: that it is complete, or stable, is checked on it.
//   - DC-PR Yes: an admissible set with the query; it is part of a preferred one.
//   - PR, one set E shown otherwise: E is admissible; refuted: admissible, E in, Out(E). A larger one would be a model.
//   - SST and STG, one set E shown: E is admissible (STG: free of conflict); refuted: admissible (free), ran(a) for all in
//     the range of E, and ran(b) for some b outside. A set of greater range would be a model; and an admissible set
//     of greatest range is complete, since what it defends and leaves out would add to the range.
//   - DC-CO and DC-PR No: refuted: admissible, the query.  ST (DC No, DS Yes, SE No): refuted: stable, the query or not
//     the query or nothing. A counterexample would be a model.
//   - DS-PR Yes: sets S, each admissible and with the query; refuted: complete, without the query, for each S something in
//     the cone of the query (what attacks lead from to it) that S attacks. A preferred set P without the query that S did
//     not attack there would not attack S either, since S answers; within the cone the two would be admissible
//     together, so that P would hold that part of S, and the query (after Thimm, Cerutti and Vallati 2021).
//   - SST and STG, DC No and DS Yes: sets S, each admissible (free); refuted: admissible (free), with or without the query,
//     and for each S: ran(b) for some b outside the range of S, or all of its range. A counterexample is of greatest
//     range, so its range is not strictly part of that of S.
//   - EE: the extensions, each of its kind, none twice; refuted: the theory and for each S Out(S) (CO: S differs; SST, STG
//     also the clause on ranges above). What is not listed would be a model, as no preferred, stable,
//     semi-stable or stage set is part of another. That those listed are greatest needs no further refutation:
//     something greater would be a model or listed, and that none listed is greater than another is checked.
//   - ID, always: the extension I is admissible. Refuted, first: admissible, some b that I attacks is in. So no admissible
//     set is in conflict with I (I would answer an attack), and I together with any preferred set P is
//     admissible, hence part of P. Second, with sets T, each admissible: admissible, hit(a) for no a of any T,
//     nothing that a T attacks is in, Out(I). The ideal extension is in conflict with no admissible set, hence part of I.
package proof
