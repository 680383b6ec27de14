"""The demo county: invented towns, people and work, the same rows at every run.

Data stand as declarations (towns, training, aid …); what there are thousands of is drawn from
streams of chance with fixed seeds. The numbers of D01 in 2009 are those of the main source (D9).
"""
