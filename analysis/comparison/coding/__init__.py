"""
People's labels: samples to code, and how often the kit is right on one's own corpus.

``codebooks``: what is asked, and the codes to choose from; ``items``: everything of a corpus that can be asked about, with what
the kit says; ``sampling``: sample_for_coding(); ``labels``: their file, ``exchange``: that of other tools; ``reliability``: alpha
and kappa; ``posterior``: what a sample leaves open; ``agreement``: agreement(); ``rates``: corrected_rates(), by one of the
``estimators``; ``applying``: labels that become corrections.
"""
