"""
What an edit no longer claims, or claims anew.

``claim_changes``: claim_changes() and claims(). ``matching`` says which words of two passages stand for each other, by
``meanings`` (alike, opposite, a thing); ``reading`` hands that to the rules: ``turned`` (what is denied, by ``polarity``, and who
did it to whom), ``measured`` (figures, dates, quantities, relations), ``named`` (names, things, phrases), ``sourced`` (who says
it, how sure, in which words). ``headlines``: headlines(), with ``alarms``: what a headline
says that its text does not.
"""
