"""Records: the tables beside an audit, from the bytes of a CSV file to exact columns.

`columns` says what a model's columns are and what they are called, `text` finds the encoding and
the rows, `header` the columns, `cells` and `rows` judge what stands in them, `reading` is the way
through all of these. `places` and `telling` are needed only where something is wrong.
"""
