"""What calls say besides their path, read strictly."""
from meta import errors

LIMIT_MAX = 100
LIMIT_DEFAULT = 25


def only(parameters, known):
    """Stricter than the network, which ignores what it does not know: a client of ours sends nothing by accident."""
    for name in parameters:
        if name not in known:
            raise errors.bad_parameter(f"Unexpected parameter {name}")


def one_of(parameters, name, values, default):
    value = parameters.get(name, default)
    if value not in values and value != default:
        raise errors.bad_parameter(f"Param {name} must be one of {{{', '.join(values)}}}")
    return value


def boolean(parameters, name):
    value = parameters[name]
    if value not in ("true", "false", "1", "0"):
        raise errors.bad_parameter(f"Param {name} must be a boolean")
    return value in ("true", "1")


def limit(parameters):
    text = parameters.get("limit", str(LIMIT_DEFAULT))
    if not text.isascii() or not text.isdigit():
        raise errors.bad_parameter("Param limit must be an integer greater than or equal to 0")
    if int(text) > LIMIT_MAX:
        raise errors.bad_parameter(f"Param limit must be at most {LIMIT_MAX}")
    return int(text)
