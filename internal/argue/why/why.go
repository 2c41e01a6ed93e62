// Package why gives reasons for what package label finds: a certificate that anyone can check without a solver
// ([Certify]; package showing holds and checks it), a tree of reasons for or against ([Tree]), and the smallest sets of
// rulings that would settle an answer ([Turning]).
package why
