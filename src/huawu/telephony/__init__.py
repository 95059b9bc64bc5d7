"""Telephony: SIP and media. Legs, calls, prompts, digits, recordings, the registrar.

The nouns are *leg* (one SIP dialog), *call* (a customer's call and what it goes through), *trunk*, *phone*,
*recording*. It never decides who gets a call (routing), what a menu says (flows) or what a figure means
(measures).
"""
