from samsyn.process.plans.tests.conftest import ek, filled

__all__ = ["ek", "filled"]
