"""PostgreSQL's own log without what people write.

Their words stand in statements, in parameters, and in what is told of an error. Of a process that was killed,
`terse` leaves out what it was doing; of an error the program is told, and nobody else.
"""

SILENT = {
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_min_duration_sample": "-1",
    "log_transaction_sample_rate": "0",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_min_messages": "log",
}
AS_SILENT = {"log_min_messages": {"fatal", "panic"}, "log_min_error_statement": {"fatal"}}


def is_silent(name: str, value: str) -> bool:
    return value == SILENT[name] or value in AS_SILENT.get(name, ())
