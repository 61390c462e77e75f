"""The tests' foundation. What each fixture is for: TESTING.md."""

import os

# Before Django reads them: what `samsyn demo` would set, and nothing of a real installation.
for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_JOBS_URL", "SAMSYN_SECRET", "SAMSYN_KEYS"):
    os.environ.pop(name, None)
os.environ["SAMSYN_DEMO"] = "1"
# Playwright runs an event loop in the test's own thread; its presence says nothing about our queries.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

pytest_plugins = [
    "tests.harness.database",
    "tests.harness.cast",
    "tests.harness.client",
    "tests.harness.strict",
    "tests.harness.server",
    "tests.harness.browser",
]
